import { didYouMean } from "../errors/did_you_mean.ts";
import { OTHER_VARIABLES } from "./other_variables.ts";
import { SETTING_NAMES } from "./setting_names.ts";
import { SETTING_SPECS } from "./setting_specs.ts";
import type { SettingsLayers } from "./settings.ts";

const KNOWN: readonly string[] = [
  ...SETTING_NAMES.map((name) => SETTING_SPECS[name].variable),
  ...Object.keys(OTHER_VARIABLES),
];

/**
 * A warning for each place that sets `MUNICLIMA_*` variables that stand for nothing. They are no error: Kubernetes gives
 * every container `MUNICLIMA_PORT`, `MUNICLIMA_SERVICE_HOST` and more where a service is called municlima
 * (https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables).
 *
 * @example
 * ```ts
 * unknownVariables({ environment: { MUNICLIMA_WINDWO: "3" }, dotenv: {} });
 * // ['Ignored "MUNICLIMA_WINDWO" in the environment, which is no setting. Did you mean "MUNICLIMA_WINDOW"?']
 * ```
 */
export function unknownVariables({
  environment,
  dotenv,
}: Pick<SettingsLayers, "environment" | "dotenv">): readonly string[] {
  return [...warning(environment, "the environment"), ...warning(dotenv, '".env"')];
}

function warning(variables: SettingsLayers["environment"], where: string): readonly string[] {
  const names = Object.keys(variables)
    .filter((name) => name.startsWith("MUNICLIMA_") && variables[name] && !KNOWN.includes(name))
    .sort();
  if (names.length === 0) return [];
  const quoted = names.map((name) => `"${name}"`).join(", ");
  const what = names.length === 1 ? "which is no setting" : "which are no settings";
  const advice = new Set(names.map((name) => didYouMean(name, KNOWN)));
  return [`Ignored ${quoted} in ${where}, ${what}.${[...advice].join("")}`];
}
