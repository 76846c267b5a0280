import type { Settings } from "../../../configs/mod.ts";
import { type DataFolder, type FileSystem, localStore, type ObjectStore } from "../../../store/mod.ts";

/** What pipelines are given to work where settings say, on the disk as it is or on another one. */
export function placeIn(
  settings: Settings,
  files?: FileSystem,
): { readonly data: DataFolder; readonly logs: ObjectStore; readonly settings: Settings } {
  return {
    data: { objects: localStore(settings.dataDir, files) },
    logs: localStore(settings.logDir, files),
    settings,
  };
}
