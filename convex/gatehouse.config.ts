import { defineGatehouse } from "./gatehouse/host/config";

export default defineGatehouse({});
