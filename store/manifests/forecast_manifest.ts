import * as v from "valibot";
import { MANIFEST_SHAPE, type Manifest } from "./manifest.ts";
import { type Frozen, INTEGER } from "./parse.ts";
import { FEED_LABEL, SOURCE } from "./snapshot_manifest.ts";

const DETAILS = {
  feed: FEED_LABEL,
  /** The run of the model: its first time, ISO 8601 on the feed's clock. */
  run: v.string(),
  /** The last time that it forecasts. */
  last: v.string(),
  /** How far its times lie apart at least, in hours; null where it has but one. */
  step_hours: v.nullable(v.number()),
  towns: INTEGER,
  /** How many days of towns its records are of. */
  town_days: INTEGER,
  /** Where the body came from, as the manifest of a snapshot made of it says. */
  source: SOURCE,
} as const;

/** The schema of the manifest of an archived forecast. */
export const FORECAST_MANIFEST = v.object({ ...MANIFEST_SHAPE, ...DETAILS });

const ALL_DETAILS = v.object(DETAILS);

/** What the manifest of an archived forecast says beyond what every manifest does. */
export type ForecastDetails = Frozen<v.InferOutput<typeof ALL_DETAILS>>;
export type ForecastManifest = Manifest<ForecastDetails>;
