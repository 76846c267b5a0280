import { Failure } from "../errors/mod.ts";
import { badValue } from "./_bad_value.ts";
import { layersBySetting } from "./_layers_by_setting.ts";
import { SETTINGS_SCHEMA } from "./_settings_schema.ts";
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
 * other layer, an unknown `MUNICLIMA_*` variable, or an unknown key of the file.
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
    return layer === undefined
      ? { name, origin: "default" as const, value: defaultOf(name) }
      : { name, origin: layer.origin, value: layer.values[name] };
  });
  const parsed = SETTINGS_SCHEMA.safeParse(Object.fromEntries(found.map(({ name, value }) => [name, value])));
  if (!parsed.success) {
    const bad = found.find(({ name }) => name === parsed.error.issues[0]?.path[0]);
    if (bad === undefined || bad.origin === "default") throw parsed.error;
    throw badValue(bad.name, bad.origin, bad.value);
  }
  const origins = Object.fromEntries(found.map(({ name, origin }) => [name, origin])) as Origins;
  const logDir = parsed.data.logDir ?? defaultLogDir(parsed.data.dataDir, origins);
  return { settings: { ...parsed.data, logDir }, origins };
}

/** The log folder's default is left open here: it is known only with the data folder. */
function defaultOf(name: keyof Settings): string | number | undefined {
  return name === "logDir" ? undefined : SETTING_SPECS[name].default;
}

function defaultLogDir(dataDir: string, origins: Origins): string {
  return origins.dataDir === "default" ? SETTING_SPECS.logDir.default : `${dataDir.replace(/\/+$/, "")}/logs`;
}
