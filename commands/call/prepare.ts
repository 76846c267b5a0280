import {
  type Feed,
  type Origin,
  resolveSettings,
  type Settings,
  unknownVariables,
} from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { readFeedSpec } from "../../io/settings/read_feed_spec.ts";
import { readSettingsLayers } from "../../io/settings/read_settings_layers.ts";
import type { Invocation } from "./invocation.ts";
import { tellWarnings } from "./print_result.ts";

/** Settings, and where each came from. */
export type Resolved = {
  readonly settings: Settings;
  readonly origins: Readonly<Record<keyof Settings, Origin>>;
};

/**
 * The settings of a call: its flags over the environment, `.env`, the file in the working folder and defaults. A
 * `MUNICLIMA_*` variable that stands for nothing is warned of.
 */
export async function settingsOf({ flags, cwd, environment, output }: Invocation): Promise<Resolved> {
  const layers = await readSettingsLayers(cwd, environment);
  const resolved = resolveSettings({ flags, ...layers });
  tellWarnings({ warnings: unknownVariables(layers) }, output);
  return resolved;
}

/** The feed that the settings name. A wrong name is the command line's fault only when it came from there. */
export async function feedOf({ settings, origins }: Resolved): Promise<Feed> {
  try {
    return await readFeedSpec(settings.feed);
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== "usage" || origins.feed === "flag") throw error;
    throw new Failure("config", `${error.message} The name comes from the ${origins.feed}.`, {
      cause: error,
    });
  }
}
