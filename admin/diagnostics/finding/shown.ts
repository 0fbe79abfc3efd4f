import type { Finding } from "../../../convex/gatehouse/diagnostics/judge/types";

/** A finding as pages show it: judged here or stored by Convex, perhaps by another version. */
export interface ShownFinding extends Omit<Finding, "code" | "evidence"> {
  code: string;
  evidence: { kind: string; source: string; at: number }[];
}
