import { type Effects, realEffects } from "../../io/effects.ts";
import { readSettingsLayers } from "../../io/settings/read_settings_layers.ts";
import type { Invocation } from "./invocation.ts";

/** The real world around a call, with its environment over what `.env` says: what a feed's variables are taken from. */
export async function effectsOf({ cwd, environment }: Invocation): Promise<Effects> {
  const { dotenv } = await readSettingsLayers(cwd, environment);
  return { ...realEffects, environment: { ...dotenv, ...environment } };
}
