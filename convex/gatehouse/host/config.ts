export { defineGatehouse, type GatehouseConfig, type NewUser } from "../env/config";
