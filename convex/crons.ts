import { cronJobs } from "convex/server";
import { addGatehouseCrons } from "./gatehouse/host/crons";

const crons = cronJobs();
addGatehouseCrons(crons);

export default crons;
