import { resolveSettings, SETTING_SPECS, type Settings, type SettingsLayers } from "../../configs/mod.ts";
import type { Invocation } from "../call/invocation.ts";
import { readableLayers } from "./_readable_layers.ts";

/**
 * Some settings of a call, whatever is wrong with the others: for what must be told of a run that cannot begin. Where a
 * file of settings cannot be read the other places count.
 *
 * @throws {Failure} `usage` or `config` when one of these is wrong
 *
 * @example
 * ```ts
 * (await partialSettings(call, ["dataDir", "logDir"])).logDir; // "logs"
 * ```
 */
export async function partialSettings<Name extends keyof Settings>(
  call: Pick<Invocation, "flags" | "cwd" | "environment">,
  names: readonly Name[],
): Promise<Pick<Settings, Name>> {
  const layers = await readableLayers(call);
  const keys = names.map((name) => SETTING_SPECS[name].key);
  const variables = names.map((name) => SETTING_SPECS[name].variable);
  return resolveSettings({
    flags: only(names, call.flags) as SettingsLayers["flags"],
    environment: only(variables, layers.environment),
    dotenv: only(variables, layers.dotenv),
    file: only(keys, layers.file),
  }).settings;
}

function only<Value>(
  names: readonly string[],
  values: Readonly<Record<string, Value>>,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}
