import { describeAdoption } from "./support/describeAdoption";
import { atlas } from "./support/atlas";

describeAdoption(atlas);
