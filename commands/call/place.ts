import { BUILT_IN_FEEDS, type Feed } from "../../configs/mod.ts";
import { type DataFolder, feedOfFolder, localStore, type ObjectStore } from "../../store/mod.ts";
import type { Invocation } from "./invocation.ts";
import { feedOf, type Resolved, settingsOf } from "./prepare.ts";

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
