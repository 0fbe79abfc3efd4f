import type { CauseCode } from "../../../convex/gatehouse/diagnostics/catalogue";

/** Something worth knowing about an address, and the cause it stands for, if it does. */
export interface AddressNote {
  sentence: string;
  code: CauseCode | null;
}
