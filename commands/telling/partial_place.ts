import type { Settings } from "../../configs/mod.ts";
import { openStore } from "../../io/open_store.ts";
import type { DataFolder, ObjectStore } from "../../store/mod.ts";
import type { Invocation } from "../call/invocation.ts";
import { readableLayers } from "./_readable_layers.ts";
import { partialSettings } from "./partial_settings.ts";

/** The place of a call, with the settings that name it. */
export type PartialPlace = {
  readonly data: DataFolder;
  readonly logs: ObjectStore;
  readonly settings: Pick<Settings, "dataDir" | "logDir" | "cacheDir" | "feed">;
};

/**
 * The place that a call works on, whatever is wrong with its other settings: for what must be told of a run that cannot
 * begin.
 *
 * @throws {Failure} as {@linkcode partialSettings}, and `config` for an address of a bucket that cannot be
 */
export async function partialPlace(
  call: Pick<Invocation, "flags" | "cwd" | "environment">,
): Promise<PartialPlace> {
  const settings = await partialSettings(call, ["dataDir", "logDir", "cacheDir", "feed"]);
  const { dotenv, environment } = await readableLayers(call);
  const open = async (place: string) =>
    await openStore(place, settings.cacheDir, { ...dotenv, ...environment });
  return { data: { objects: await open(settings.dataDir) }, logs: await open(settings.logDir), settings };
}
