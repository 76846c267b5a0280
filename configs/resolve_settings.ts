import type { Failure } from "../errors/mod.ts";
import { badValue } from "./_bad_value.ts";
import { layersBySetting } from "./_layers_by_setting.ts";
import { settingValue } from "./_setting_value.ts";
import { SETTING_NAMES } from "./setting_names.ts";
import { SETTING_SPECS } from "./setting_specs.ts";
import type { ResolvedSettings, Settings, SettingsLayers } from "./settings.ts";

type Origins = ResolvedSettings["origins"];

/**
 * One complete, validated settings object, and where each value came from. A flag wins over the
 * environment, that over `.env`, that over `municlima.config.json`, and that over the default; a value that
 * another one beats is not checked. The log folder's default follows the data folder: `logs` inside it when
 * any layer sets it, else the `logs` beside the default one.
 *
 * Throws a {@linkcode Failure} of kind `usage` for a bad flag, and of kind `config` for a bad value of any
 * other layer, or an unknown key of the file.
 *
 * @example
 * ```ts
 * const { settings, origins } = resolveSettings({
 *   flags: { window: "3" },
 *   environment: { MUNICLIMA_DATA_DIR: "/srv/clima" },
 *   dotenv: {},
 *   file: {},
 * });
 * settings.window; // 3
 * settings.logDir; // "/srv/clima/logs"
 * origins.dataDir; // "environment"
 * ```
 */
export function resolveSettings(layers: SettingsLayers): ResolvedSettings {
  const strongestFirst = layersBySetting(layers);
  const found = SETTING_NAMES.map((name) => {
    const layer = strongestFirst.find(({ values }) => values[name] !== undefined);
    const { accepts, default: fallback } = SETTING_SPECS[name];
    if (layer === undefined) return { name, origin: "default", value: fallback };
    const value = settingValue(accepts, layer.values[name]);
    if (value === undefined) throw badValue(name, layer.origin, layer.values[name]);
    return { name, origin: layer.origin, value };
  });
  const settings = Object.fromEntries(found.map(({ name, value }) => [name, value])) as Settings;
  const origins = Object.fromEntries(found.map(({ name, origin }) => [name, origin])) as Origins;
  const logsFollow = origins.logDir === "default" && origins.dataDir !== "default";
  return { settings: logsFollow ? { ...settings, logDir: logsIn(settings.dataDir) } : settings, origins };
}

function logsIn(dataDir: string): string {
  return `${dataDir.replace(/\/+$/, "")}/logs`;
}
