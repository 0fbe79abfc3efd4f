import { describeHost } from "./support/describeHost";
import { syncNotes } from "./support/syncNotes";

describeHost(syncNotes);
