import { didYouMean } from "../errors/did_you_mean.ts";
import { Failure } from "../errors/mod.ts";
import { SETTING_NAMES } from "./setting_names.ts";
import { SETTING_SPECS } from "./setting_specs.ts";
import type { Origin, Settings, SettingsLayers } from "./settings.ts";

const KEYS: readonly string[] = SETTING_NAMES.map((name) => SETTING_SPECS[name].key);

type Layer = {
  readonly origin: Exclude<Origin, "default">;
  readonly values: Readonly<Partial<Record<keyof Settings, unknown>>>;
};

/**
 * The four layers, strongest first, each keyed by setting. Throws a `config` failure for a key of the configuration
 * file that stands for nothing; such variables are passed over (`unknown_variables.ts` names them).
 */
export function layersBySetting(layers: SettingsLayers): readonly Layer[] {
  const unknownKey = Object.keys(layers.file).find((key) => !KEYS.includes(key));
  if (unknownKey !== undefined) throw unknownKeyFailure(unknownKey);
  return [
    { origin: "flag", values: layers.flags },
    { origin: "environment", values: fromVariables(layers.environment) },
    { origin: ".env", values: fromVariables(layers.dotenv) },
    { origin: "municlima.config.json", values: fromKeys(layers.file) },
  ];
}

function fromKeys(file: SettingsLayers["file"]): Layer["values"] {
  return Object.fromEntries(SETTING_NAMES.map((name) => [name, file[SETTING_SPECS[name].key]]));
}

/** An empty variable counts as not set: `MUNICLIMA_FEED= municlima run` is how a shell clears one. */
function fromVariables(variables: SettingsLayers["environment"]): Layer["values"] {
  const set = SETTING_NAMES.map((name) => [name, variables[SETTING_SPECS[name].variable]] as const);
  return Object.fromEntries(set.filter(([, value]) => Boolean(value)));
}

function unknownKeyFailure(key: string): Failure {
  const advice = didYouMean(key, KEYS) || ` Use one of ${KEYS.join(", ")}.`;
  return new Failure("config", `Unknown key "${key}" in "municlima.config.json".${advice}`);
}
