import { describeHost } from "./support/describeHost";
import { parcels } from "./support/parcels";

describeHost(parcels);
