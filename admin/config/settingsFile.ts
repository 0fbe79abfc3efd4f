import type { EnvProblem } from "./env";
import { looksSecret, secretFound } from "./secretShape";
import { SETTING_KEYS, SETTINGS, type FileSettings, type Said, type SettingKey } from "./settings";

/** What a settings file says, and what in it cannot be a setting. */
export interface FileReading {
  said: Said;
  problems: EnvProblem[];
}

/**
 * Reads the text of the settings file.
 * @param text what the host answered
 * @returns null when it is not a JSON object
 */
export function readSettingsFile(text: string): FileReading | null {
  const entries = entriesOf(text);
  if (entries === null) return null;
  const problems = entries.flatMap(([name, value]) => problemOf(name, value));
  const sound = entries.filter(([name]) => !problems.some((problem) => problem.name === name));
  const said = Object.fromEntries(sound.map(([key, value]) => [key, String(value).trim()]));
  return { said, problems };
}

/**
 * Writes settings the way the file holds them.
 * @param said well-formed settings
 */
export function toFileSettings(said: Said): FileSettings {
  return Object.fromEntries(
    SETTING_KEYS.flatMap((key) => {
      const value = said[key];
      if (value === undefined) return [];
      return [[key, SETTINGS[key].kind === "flag" ? value === "true" : value]];
    }),
  );
}

/** The names and values of the one object in the file; null when there is something else. */
function entriesOf(text: string): [string, unknown][] | null {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? Object.entries(value) : null;
  } catch {
    return null;
  }
}

function problemOf(name: string, value: unknown): EnvProblem[] {
  if (!isSettingKey(name)) {
    if (typeof value === "string" && looksSecret(value)) return [secretFound(name)];
    return [{ name, wrong: "is no setting", put: `Take it out. ${knownKeys()}` }];
  }
  const { kind } = SETTINGS[name];
  if (kind === "flag" && typeof value !== "boolean") {
    return [{ name, wrong: `is ${inWords(value)}`, put: FLAG }];
  }
  if (kind === "text" && (typeof value !== "string" || value.trim() === "")) {
    return [{ name, wrong: `is ${inWords(value)}`, put: TEXT }];
  }
  return [];
}

const FLAG = "Either true or false, without quotes, or leave it out.";
const TEXT = "Text in double quotes that is not empty, or leave it out.";

const knownKeys = () => `The settings are ${SETTING_KEYS.join(", ")}.`;

function isSettingKey(name: string): name is SettingKey {
  return SETTING_KEYS.some((key) => key === name);
}

function inWords(value: unknown): string {
  if (value === "") return "empty";
  if (value === null || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return "a list";
  return typeof value === "string"
    ? "text"
    : `a${typeof value === "object" ? "n" : ""} ${typeof value}`;
}
