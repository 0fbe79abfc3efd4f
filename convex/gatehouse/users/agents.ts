/**
 * The sync plugins OpenSync knows (`enabledAgents`). Pure: the console imports it too.
 * Ids and the legacy `cursor` spelling are OpenSync's.
 */
export const KNOWN_AGENTS: readonly { id: string; label: string }[] = Object.freeze([
  { id: "opencode", label: "OpenCode" },
  { id: "claude-code", label: "Claude Code" },
  { id: "factory-droid", label: "Factory Droid" },
  { id: "cursor-sync", label: "Cursor" },
  { id: "codex-cli", label: "Codex CLI" },
  { id: "pi", label: "Pi" },
  { id: "continue", label: "Continue" },
  { id: "amp", label: "Amp" },
  { id: "aider", label: "Aider" },
  { id: "goose", label: "Goose" },
  { id: "mentat", label: "Mentat" },
  { id: "cline", label: "Cline" },
  { id: "kilo-code", label: "Kilo Code" },
]);

const LABELS = new Map(KNOWN_AGENTS.map(({ id, label }) => [id, label]));
const LEGACY_IDS = new Map([["cursor", "cursor-sync"]]);

/** Whether this build knows the agent. Unknown ones are kept, and marked in the console. */
export function isKnownAgent(id: string): boolean {
  return LABELS.has(id);
}

/** The agent's display name; an unknown agent is shown by its id. */
export function agentLabel(id: string): string {
  return LABELS.get(id) ?? id;
}

/**
 * The one spelling of an agents list: trimmed, legacy ids renamed, without repeats, in the order
 * given. Unknown ids are kept. Idempotent.
 */
export function normalizeAgents(raw: readonly string[]): string[] {
  const ids = raw.map((id) => id.trim()).filter((id) => id !== "");
  return [...new Set(ids.map((id) => LEGACY_IDS.get(id) ?? id))];
}
