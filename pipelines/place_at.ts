import { join } from "node:path";
import { resolveSettings, type Settings } from "../configs/mod.ts";
import { Failure } from "../errors/mod.ts";
import { type DataFolder, isS3, localStore, type ObjectStore } from "../store/mod.ts";

/** Where a pipeline works, as it is given it. */
export type PlaceOfFolder = {
  readonly data: DataFolder;
  readonly logs: ObjectStore;
  readonly settings: Settings;
};

/**
 * The place of a data folder, which need not be there yet: what each pipeline is given, for programs that have no command
 * line. Its history of runs is in `logs/` inside the folder, and every setting that is not given has its default: neither
 * the environment nor a file is looked at.
 *
 * @param folder its path; a place in a bucket is opened by `openStore()`, as that asks for credentials
 * @param settings by their names in `municlima.config.json`, in camel case
 * @throws {Failure} `usage` for a value that a setting does not take, and for a place in a bucket
 *
 * @example
 * ```ts
 * const { result } = await run({ ...placeAt("/srv/clima", { window: 3 }), feed: smnHourly });
 * ```
 */
export function placeAt(
  folder: string,
  settings: Partial<Omit<Settings, "dataDir" | "logDir">> = {},
): PlaceOfFolder {
  if (isS3(folder)) {
    const message = `"${folder}" is in a bucket, and placeAt() opens folders of this machine. Give data: { objects: await openStore("${folder}") }.`;
    throw new Failure("usage", message);
  }
  const flags = Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)]));
  const logDir = join(folder, "logs");
  return {
    data: { objects: localStore(folder) },
    logs: localStore(logDir),
    settings: resolveSettings({
      flags: { ...flags, dataDir: folder, logDir },
      environment: {},
      dotenv: {},
      file: {},
    }).settings,
  };
}
