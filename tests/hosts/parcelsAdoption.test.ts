import { describeAdoption } from "./support/describeAdoption";
import { parcels } from "./support/parcels";

describeAdoption(parcels);
