import { didYouMean } from "../errors/did_you_mean.ts";
import { Failure } from "../errors/mod.ts";
import { OTHER_VARIABLES } from "./other_variables.ts";
import { SETTING_NAMES } from "./setting_names.ts";
import { SETTING_SPECS } from "./setting_specs.ts";
import type { Origin, Settings, SettingsLayers } from "./settings.ts";

type Layer = {
  readonly origin: Exclude<Origin, "default">;
  readonly values: Readonly<Partial<Record<keyof Settings, unknown>>>;
};

/**
 * The four layers, strongest first, each keyed by setting. Throws a `config` failure for a `MUNICLIMA_*`
 * variable or a key of the configuration file that stands for nothing.
 */
export function layersBySetting(layers: SettingsLayers): readonly Layer[] {
  const unknownKey = Object.keys(layers.file).find((key) => !Object.hasOwn(SETTING_SPECS, key));
  if (unknownKey !== undefined) {
    throw unknownName("key", unknownKey, 'in "municlima.config.json"', SETTING_NAMES);
  }
  return [
    { origin: "flag", values: layers.flags },
    { origin: "environment", values: fromVariables(layers.environment, "in the environment") },
    { origin: ".env", values: fromVariables(layers.dotenv, 'in ".env"') },
    { origin: "municlima.config.json", values: layers.file },
  ];
}

/** An empty variable counts as not set: `MUNICLIMA_FEED= municlima run` is how a shell clears one. */
function fromVariables(variables: SettingsLayers["environment"], where: string): Layer["values"] {
  const byVariable = new Map(SETTING_NAMES.map((name) => [SETTING_SPECS[name].variable as string, name]));
  const set = Object.entries(variables).filter(
    ([variable, value]) =>
      variable.startsWith("MUNICLIMA_") && Boolean(value) && !Object.hasOwn(OTHER_VARIABLES, variable),
  );
  const named = set.map(([variable, value]) => {
    const name = byVariable.get(variable);
    if (name === undefined) throw unknownName("variable", variable, where, [...byVariable.keys()]);
    return [name, value];
  });
  return Object.fromEntries(named);
}

function unknownName(what: string, name: string, where: string, known: readonly string[]): Failure {
  const advice = didYouMean(name, known) || ` Use one of ${known.join(", ")}.`;
  return new Failure("config", `Unknown ${what} "${name}" ${where}.${advice}`);
}
