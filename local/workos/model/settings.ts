import type { ModelConfig } from "./config";
import type { Tables } from "./tables";
import type { Setting } from "./types";

type SettingName = "app_homepage_url" | "jwt_template" | "signing_key";

/** Values that belong to the environment as a whole. */
export interface Settings {
  get(name: SettingName): Setting | undefined;
  set(name: SettingName, value: string): Setting;
}

/** Opens the environment's settings. */
export function createSettings(config: ModelConfig, tables: Tables): Settings {
  return {
    get: (name) => tables.settings.get(name),
    set(name, value) {
      const now = new Date(config.now()).toISOString();
      const created_at = tables.settings.get(name)?.created_at ?? now;
      const setting = { id: name, value, created_at, updated_at: now };
      tables.settings.put(setting);
      return setting;
    },
  };
}
