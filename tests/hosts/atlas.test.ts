import { describeHost } from "./support/describeHost";
import { atlas } from "./support/atlas";

describeHost(atlas);
