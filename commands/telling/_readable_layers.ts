import type { SettingsLayers } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { readSettingsLayers } from "../../io/settings/read_settings_layers.ts";
import type { Invocation } from "../call/invocation.ts";

/** The layers of settings below the flags; where a file of them cannot be read, those of the environment alone. */
export async function readableLayers({
  cwd,
  environment,
}: Pick<Invocation, "cwd" | "environment">): Promise<Omit<SettingsLayers, "flags">> {
  return await readSettingsLayers(cwd, environment).catch((failure: unknown) => {
    if (failure instanceof Failure) return { environment, dotenv: {}, file: {} };
    throw failure;
  });
}
