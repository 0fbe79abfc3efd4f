export { gatehouseTables } from "../tables/gatehouseTables";
export { gatehouseUsers } from "../tables/gatehouseUsers";
