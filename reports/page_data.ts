import type { CurveScale } from "./curve_code.ts";

/** Everything that a report page shows: the one document between this program and the script in the page. */
export type PageData = {
  readonly schema_version: 1;
  readonly program: string;
  readonly feed: {
    readonly name: string;
    readonly title: { readonly en: string; readonly es?: string };
    readonly attribution: string;
    readonly synthetic: boolean;
    /** What its rows are about, as in "town" and "towns". */
    readonly noun: Readonly<Record<"en" | "es", { readonly singular: string; readonly plural: string }>>;
    /** Municipalities of which the feed has never told, by key with their names. */
    readonly known_gaps: Readonly<Record<string, string>>;
    /** IANA time zone of the feed's one clock. */
    readonly clock: string;
  };
  /** From this age on, data is stale. */
  readonly stale_after_seconds: number;
  readonly measures: readonly PageMeasure[];
  readonly towns: PageTowns;
  readonly merged: PageMerged;
  /** The curves of the newest feed; null where its body is not kept. */
  readonly forecast: PageForecast | null;
  /** What the newest feed tells otherwise than the one before; null where there is none to compare with. */
  readonly revision: PageRevision | null;
  readonly contract: PageContract | null;
  /** Where it is one of a folder of pages: all of them, the whole country's without a name. */
  readonly pages?: readonly { readonly name: string | null; readonly href: string }[];
  /** Which of them it is. */
  readonly page?: string;
  /** Parts that the page does without, each with the reason. */
  readonly missing: readonly Missing[];
};

/** A mean of the merged table, and what the forecast tells of it. */
export type PageMeasure = {
  /** As the merged table has it, such as "temp_mean". */
  readonly name: string;
  readonly unit: string;
  /** Indices into the forecast's series: one, or the several whose mid-point it is the mean of, such as tmax and tmin. */
  readonly series: readonly number[];
};

/** A column of the feed of which the forecast has a curve for each town. */
export type PageSeries = {
  readonly column: string;
  readonly unit: string;
  /** In how many steps a unit is divided in its curves. */
  readonly scale: CurveScale;
};

/** Towns as columns, one value for each town; null where there is none. */
export type PageTowns = {
  /** "20-54" */
  readonly keys: readonly string[];
  /** Index into `state_names`. */
  readonly states: readonly number[];
  readonly state_names: readonly string[];
  readonly names: readonly string[];
  readonly lat: readonly (number | null)[];
  readonly lon: readonly (number | null)[];
  /** A list for each measure. */
  readonly values: readonly (readonly (number | null)[])[];
};

/** When some data was made and came in; ISO 8601 UTC but `model_run`, which is on the feed's clock. */
export type PageTimes = {
  readonly model_run: string | null;
  /** When the provider made the file; null where it does not tell. */
  readonly issued_at: string | null;
  readonly fetched_at: string | null;
  readonly published_at: string;
};

export type PageMerged = PageTimes & {
  readonly version: string;
  readonly snapshots: readonly { readonly version: string; readonly model_run: string }[];
  readonly window: number;
  /** The hours of the forecast that the means are of, on the feed's clock. */
  readonly first: string | null;
  readonly last: string | null;
  readonly municipalities_synthetic: boolean;
  /** Keys without a partner; null where no municipality table was joined. */
  readonly unmatched: {
    readonly towns: readonly string[];
    readonly municipalities: readonly string[];
  } | null;
};

/** One curve: whole steps of its series' scale, in the code of `curve_code.ts`; null for a town without any value. */
export type CodedCurve = readonly (number | null)[] | null;

export type PageForecast = PageTimes & {
  /** Times on the feed's clock, ascending, one for each point of a curve. */
  readonly times: readonly string[];
  /** The milliseconds to add to a time of the feed's clock, read as UTC, to have it in UTC. */
  readonly clock_offset: number;
  readonly series: readonly PageSeries[];
  /** For each series a curve of each town. */
  readonly curves: readonly (readonly CodedCurve[])[];
};

export type PageRevision = {
  readonly model_run: string;
  /** When the provider made the file; null where it does not tell. */
  readonly issued_at: string | null;
  /** How many times both feeds tell of. */
  readonly times: number;
  /** For each measure, each town's mean change over those times, in the measure's unit. */
  readonly change: readonly (readonly (number | null)[])[];
  /** For each series and town, how much higher the new curve is at each time of the forecast. */
  readonly curves: readonly (readonly CodedCurve[])[];
};

/** What the newest ingest's check found. */
export type PageContract = PageTimes & {
  readonly rows: number;
  readonly towns: number;
  readonly expected: { readonly towns: number; readonly records_per_town: number };
  readonly town_records: { readonly fewest: number; readonly most: number };
  readonly duplicates: number;
  readonly empty: readonly { readonly column: string; readonly rows: number }[];
  readonly out_of_range: readonly {
    readonly column: string;
    readonly rows: number;
    readonly lowest: number;
    readonly highest: number;
  }[];
  readonly left_out: number;
  /** Since when the feed has been the same, ISO 8601 UTC; null when its content is new. */
  readonly unchanged_since: string | null;
};

/** A part that the page does without, and why. */
export type Missing = "no-body" | "damaged-body" | "one-forecast" | "no-coordinates" | "no-snapshot";
