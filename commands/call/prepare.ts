import { BUILT_IN_FEEDS, type Feed, type Origin, resolveSettings, type Settings } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { readFeedSpec } from "../../io/settings/read_feed_spec.ts";
import { readSettingsLayers } from "../../io/settings/read_settings_layers.ts";
import { type DataFolder, feedOfFolder, localStore, type ObjectStore } from "../../store/mod.ts";
import type { Invocation } from "./invocation.ts";

type Resolved = { readonly settings: Settings; readonly origins: Readonly<Record<keyof Settings, Origin>> };

/** The settings of a call: its flags over the environment, `.env`, the file in the working folder and defaults. */
export async function settingsOf({ flags, cwd, environment }: Invocation): Promise<Resolved> {
  return resolveSettings({ flags, ...(await readSettingsLayers(cwd, environment)) });
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

/** The place that a call works on: its data folder and its logs, opened once, and the settings that name them. */
export type Place = Resolved & { readonly data: DataFolder; readonly logs: ObjectStore };

/** Opens the data folder and the logs of a call. */
export async function openPlace(call: Invocation): Promise<Place> {
  return placeOf(await settingsOf(call));
}

/** The place that settings name. */
export function placeOf(resolved: Resolved): Place {
  const { dataDir, logDir } = resolved.settings;
  return { ...resolved, data: { objects: localStore(dataDir) }, logs: localStore(logDir) };
}

/** The feed that the data folder belongs to, unless the user names one; before the first ingest the default. */
export async function feedOfPlace(place: Place): Promise<Feed> {
  const owner = place.origins.feed === "default" ? await feedOfFolder(place.data) : undefined;
  return owner === undefined ? await feedOf(place) : (BUILT_IN_FEEDS.get(owner.name) ?? owner);
}
