import { httpRouter } from "convex/server";
import { addGatehouseRoutes } from "./gatehouse/host/http";

const http = httpRouter();
addGatehouseRoutes(http);

export default http;
