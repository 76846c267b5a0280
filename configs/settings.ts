/** Everything a run can be told, complete and validated. After it is made, nobody reads the environment. */
export type Settings = {
  /** Folder of the data, or its address in a bucket; everything that is published goes here. */
  readonly dataDir: string;
  /** Folder of the run history. */
  readonly logDir: string;
  /** Folder of this machine for copies of what is in a bucket. */
  readonly cacheDir: string;
  /** Name of a built-in feed, or path of a .json file that describes one. */
  readonly feed: string;
  /** Which record of each town a snapshot keeps: its last one, or the one for the hour of the run. */
  readonly record: "last" | "now";
  /** Least share of a feed's expected towns, in percent: a feed with fewer is refused. */
  readonly minTowns: number;
  /** Least share of the towns with means that have a municipality, in percent: a merge of fewer is refused. */
  readonly minJoined: number;
  /** What a row that is not as the feed's columns say does, where the feed itself does not tell. */
  readonly badRows: "fail" | "quarantine";
  /** What a value outside its column's range becomes, where the feed itself does not tell: it stays, or is left out. */
  readonly outOfRange: "keep" | "null";
  /** How many distinct UTC hours a merge takes its snapshots from. */
  readonly window: number;
  /** What the window counts: hours, or distinct runs of the model. */
  readonly windowBy: "hour" | "run";
  /** Alert rules besides the built-in ones, as `alertRules()` reads them; "none" where there are none. */
  readonly alertRules: string;
  /** How a merge joins the municipality table: matched towns alone, or every town of the snapshots. */
  readonly how: "inner" | "left";
  /** What becomes of texts in a CSV that a spreadsheet would run as a formula: they stay, or get an apostrophe. */
  readonly csvFormulas: "keep" | "escape";
  /** Where a merge adds up its records: in this process, or on a server of Spark Connect. */
  readonly engine: "local" | "spark";
  /** The address of that server, `sc://host:15002`, or "none". */
  readonly remote: string;
  /** What a prune keeps of each dataset, as `parseRetention()` reads it; "none" where nothing is said. */
  readonly retention: string;
  /** Longest wait for another run to release the data folder, in seconds. */
  readonly wait: number;
  /** Rounds of attempts over the feed's URLs. */
  readonly attempts: number;
  /** Longest wait for one request, in seconds. */
  readonly timeoutSeconds: number;
  /** Longest wait for a whole fetch with its retries, in seconds. */
  readonly deadlineSeconds: number;
  /** File that each run writes its metrics to, or "none". */
  readonly metricsFile: string;
  /** URL of a healthchecks check that is told of each run's start and end, or "none". It is a secret. */
  readonly pingUrl: string;
  /** Commands that are run after a run that failed, left the data stale, or published other data; or "none". */
  readonly onFailure: string;
  readonly onStale: string;
  readonly onChange: string;
  /** The form of what goes to standard error during a run. */
  readonly logFormat: "text" | "json" | "emf";
};

/** Where a setting's value came from, strongest first. */
export type Origin = "flag" | "environment" | ".env" | "municlima.config.json" | "default";

/**
 * What each place says, unchecked. `flags` is keyed by setting and may hold further flags, which are not
 * settings; `environment` and `dotenv` are keyed by variable; `file` is keyed as `municlima.config.json` is.
 */
export type SettingsLayers = {
  readonly flags: Readonly<Record<string, unknown>>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly dotenv: Readonly<Record<string, string | undefined>>;
  readonly file: Readonly<Record<string, unknown>>;
};

/** The settings, and for each of them the place that won. */
export type ResolvedSettings = {
  readonly settings: Settings;
  readonly origins: Readonly<Record<keyof Settings, Origin>>;
};
