import { bodyName, forecastsFolder, isForecastsFolder } from "../layout.ts";
import { parseRunVersion, runVersion, type Version } from "../version.ts";
import type { Inventory } from "./inventory.ts";

/** An archived forecast: a run of the model as one feed body has it. */
export type ArchivedForecast = {
  /** Its folder, which names it together with its version. */
  readonly folder: string;
  readonly version: Version;
  /** Its first time on the feed's clock, to the minute. */
  readonly run: string;
  /** The name of the body that it came from, which may be kept or not. */
  readonly body: string;
};

/** Where a body's forecast is archived, or would be. */
export function forecastPlace(
  run: string,
  textSha256: string,
): { readonly folder: string; readonly version: Version } {
  return { folder: forecastsFolder(run.slice(0, "YYYY-MM".length)), version: runVersion(run, textSha256) };
}

/**
 * The archived forecasts by their runs, oldest first, whenever they were archived; of bodies that hold the same run in
 * the order in which they were.
 *
 * @example
 * ```ts
 * listForecasts(inventory).at(-1)?.run; // "2026-11-24T02:00"
 * ```
 */
export function listForecasts({ tables }: Pick<Inventory, "tables">): ArchivedForecast[] {
  const all = [...tables].flatMap(([folder, versions]) =>
    !isForecastsFolder(folder)
      ? []
      : [...versions.keys()].flatMap((version) => {
          const parsed = parseRunVersion(version);
          return parsed === undefined
            ? []
            : [{ folder, version, run: parsed.run, body: bodyName(parsed.hash) }];
        }),
  );
  return all.sort((a, b) => (a.run < b.run ? -1 : a.run > b.run ? 1 : 0));
}

/**
 * The names of the bodies whose every row is archived: whoever needs their rows finds them there, so that such a body
 * may be removed.
 *
 * @example
 * ```ts
 * archivedBodies(inventory).has("raw/2c26b46b68ffc68f.json.gz"); // true
 * ```
 */
export function archivedBodies(inventory: Pick<Inventory, "tables">): ReadonlySet<string> {
  return new Set(listForecasts(inventory).map(({ body }) => body));
}
