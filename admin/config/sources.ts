import { SETTINGS, type Said, type SettingKey } from "./settings";

/** Who says something about the settings; the file wins, key by key. */
export interface Sources {
  /** What the variables of the build say. */
  build: Said;
  /** What the settings file says; null when there is none. */
  file: Said | null;
}

/** What counts: the file first, then the build. */
export function textOf({ build, file }: Sources, key: SettingKey): string | undefined {
  return file?.[key] ?? build[key];
}

/** The name by which whoever set a value knows it, or would set a missing one. */
export function nameOf({ build, file }: Sources, key: SettingKey): string {
  const { variable } = SETTINGS[key];
  if (file?.[key] !== undefined) return key;
  return file === null || build[key] !== undefined ? variable : key;
}
