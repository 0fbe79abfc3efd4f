import { describeAdoption } from "./support/describeAdoption";
import { syncNotes } from "./support/syncNotes";

describeAdoption(syncNotes);
