export { defineGatehouse } from "../env/config";
