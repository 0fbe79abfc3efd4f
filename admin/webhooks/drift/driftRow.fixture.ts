import type { DriftRecord } from "../../providers/resources";

/** A difference as `drift:list` returns it. */
export function driftRow(number: number, changes: Partial<DriftRecord> = {}): DriftRecord {
  return {
    _id: `drift${number}` as DriftRecord["_id"],
    id: `drift${number}`,
    runId: "run1" as DriftRecord["runId"],
    foundAt: 1_000,
    workosUserId: `user_${number}`,
    userLabel: `person${number}@example.com`,
    kind: "different",
    action: "reported",
    reason: null,
    fields: ["name"],
    before: '{"name":"Ada Byron"}',
    after: '{"name":"Ada Lovelace"}',
    ...changes,
  };
}
