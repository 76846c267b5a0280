import { BUILT_IN_FEEDS, type Feed, type Settings } from "../../configs/mod.ts";
import { openStore } from "../../io/open_store.ts";
import { readSettingsLayers } from "../../io/settings/read_settings_layers.ts";
import { type DataFolder, feedOfFolder, type ObjectStore } from "../../store/mod.ts";
import type { Invocation } from "./invocation.ts";
import { feedOf, type Resolved, settingsOf } from "./prepare.ts";

/** The place that a call works on: its data folder and its logs, opened once, and the settings that name them. */
export type Place = Resolved & { readonly data: DataFolder; readonly logs: ObjectStore };

/** Opens the data folder and the logs of a call. */
export async function openPlace(call: Invocation): Promise<Place> {
  return await placeOf(await settingsOf(call), call);
}

/** The place that settings name. */
export async function placeOf(
  resolved: Resolved,
  call: Pick<Invocation, "cwd" | "environment">,
): Promise<Place> {
  const { dataDir, logDir } = resolved.settings;
  const open = await opener(resolved.settings, call);
  return { ...resolved, data: { objects: await open(dataDir) }, logs: await open(logDir) };
}

/** What opens places by their paths or addresses; `.env` may say how a bucket is spoken to, too. */
export async function opener(
  { cacheDir }: Pick<Settings, "cacheDir">,
  { cwd, environment }: Pick<Invocation, "cwd" | "environment">,
): Promise<(place: string) => Promise<ObjectStore>> {
  const { dotenv } = await readSettingsLayers(cwd, environment);
  return async (place) => await openStore(place, cacheDir, { ...dotenv, ...environment });
}

/** The feed that the data folder belongs to, unless the user names one; before the first ingest the default. */
export async function feedOfPlace(place: Place): Promise<Feed> {
  const owner = place.origins.feed === "default" ? await feedOfFolder(place.data) : undefined;
  return owner === undefined ? await feedOf(place) : (BUILT_IN_FEEDS.get(owner.name) ?? owner);
}
