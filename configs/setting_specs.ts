import type { Settings } from "./settings.ts";

/** The values that a setting takes. */
export type Accepts =
  | { readonly kind: "text"; readonly what: string }
  /** Or "none". It may hold a secret, and is never shown. */
  | { readonly kind: "url"; readonly what: string }
  | { readonly kind: "retention"; readonly what: string }
  | { readonly kind: "choice"; readonly choices: readonly [string, ...string[]] }
  | { readonly kind: "integer"; readonly minimum: number; readonly maximum: number };

/** One setting as a user meets it: in the help, on the command line, in the environment and in JSON. */
export type SettingSpec = {
  /** Its name in `municlima.config.json` and in the output of `config show`. */
  readonly key: string;
  readonly variable: `MUNICLIMA_${string}`;
  readonly flag: `--${string}`;
  /** What stands for the value in the help, as in `--window <hours>`. */
  readonly value: string;
  readonly description: string;
  readonly default: string | number;
  readonly accepts: Accepts;
};

const RETENTION =
  'rules such as "snapshots last=48 daily=90 within=30d; raw within=7d", of snapshots, months, means, merged, raw, quarantine or runs, each with last, hourly, daily, weekly, monthly or within';

/**
 * Every setting, by its name in the code: the one source of the flags, of the help and of `config show`. It loads no other module; `resolve_settings.ts` checks values against it.
 */
export const SETTING_SPECS = {
  dataDir: {
    key: "data_dir",
    variable: "MUNICLIMA_DATA_DIR",
    flag: "--data-dir",
    value: "folder",
    description: "Folder of the data, or s3://bucket/folder",
    default: "data",
    accepts: { kind: "text", what: "the path of a folder, or s3://bucket/folder" },
  },
  logDir: {
    key: "log_dir",
    variable: "MUNICLIMA_LOG_DIR",
    flag: "--log-dir",
    value: "folder",
    description: 'Folder of the run history; "logs" inside the data folder once that is set',
    default: "logs",
    accepts: { kind: "text", what: "the path of a folder" },
  },
  cacheDir: {
    key: "cache_dir",
    variable: "MUNICLIMA_CACHE_DIR",
    flag: "--cache-dir",
    value: "folder",
    description: "Folder for copies of what is read from a bucket",
    default: "~/.cache/municlima",
    accepts: { kind: "text", what: "the path of a folder" },
  },
  feed: {
    key: "feed",
    variable: "MUNICLIMA_FEED",
    flag: "--feed",
    value: "name|file.json",
    description: "Built-in feed, or path of a .json file that describes one",
    default: "smn-hourly",
    accepts: { kind: "text", what: "the name of a built-in feed or the path of a .json file" },
  },
  record: {
    key: "record",
    variable: "MUNICLIMA_RECORD",
    flag: "--record",
    value: "which",
    description: "Record to keep of each town: the last one in the feed, or the one for the hour of the run",
    default: "last",
    accepts: { kind: "choice", choices: ["last", "now"] },
  },
  minTowns: {
    key: "min_towns",
    variable: "MUNICLIMA_MIN_TOWNS",
    flag: "--min-towns",
    value: "percent",
    description: "Smallest share of the expected towns: a feed with fewer is refused",
    default: 90,
    accepts: { kind: "integer", minimum: 0, maximum: 100 },
  },
  badRows: {
    key: "bad_rows",
    variable: "MUNICLIMA_BAD_ROWS",
    flag: "--bad-rows",
    value: "what",
    description:
      "What happens to a row that violates the feed's columns: it fails the run, or is quarantined",
    default: "fail",
    accepts: { kind: "choice", choices: ["fail", "quarantine"] },
  },
  outOfRange: {
    key: "out_of_range",
    variable: "MUNICLIMA_OUT_OF_RANGE",
    flag: "--out-of-range",
    value: "what",
    description: "What becomes of a value outside its column's range, such as 999 °C: it stays, or is null",
    default: "keep",
    accepts: { kind: "choice", choices: ["keep", "null"] },
  },
  window: {
    key: "window",
    variable: "MUNICLIMA_WINDOW",
    flag: "--window",
    value: "hours",
    description: "Distinct UTC hours that a merge takes its snapshots from",
    default: 2,
    accepts: { kind: "integer", minimum: 1, maximum: 8760 },
  },
  windowBy: {
    key: "window_by",
    variable: "MUNICLIMA_WINDOW_BY",
    flag: "--window-by",
    value: "what",
    description:
      "What the window counts: hours, or runs of the model, of which the provider makes about one a day",
    default: "hour",
    accepts: { kind: "choice", choices: ["hour", "run"] },
  },
  alertRules: {
    key: "alert_rules",
    variable: "MUNICLIMA_ALERT_RULES",
    flag: "--alert-rules",
    value: "rules",
    description: 'Further alert rules, apart by ";", such as "hot-night tmin >= 25; frost tmin <= 2"',
    default: "none",
    accepts: { kind: "text", what: "alert rules" },
  },
  how: {
    key: "how",
    variable: "MUNICLIMA_HOW",
    flag: "--how",
    value: "join",
    description: "Join with the municipality table: only matched towns, or every town",
    default: "inner",
    accepts: { kind: "choice", choices: ["inner", "left"] },
  },
  minJoined: {
    key: "min_joined",
    variable: "MUNICLIMA_MIN_JOINED",
    flag: "--min-joined",
    value: "percent",
    description: "Smallest share of the towns that have a municipality: a merge of fewer is refused",
    default: 90,
    accepts: { kind: "integer", minimum: 0, maximum: 100 },
  },
  csvFormulas: {
    key: "csv_formulas",
    variable: "MUNICLIMA_CSV_FORMULAS",
    flag: "--csv-formulas",
    value: "what",
    description:
      "Texts in a CSV that a spreadsheet would run as a formula: keep, or escape with an apostrophe",
    default: "keep",
    accepts: { kind: "choice", choices: ["keep", "escape"] },
  },
  engine: {
    key: "engine",
    variable: "MUNICLIMA_ENGINE",
    flag: "--engine",
    value: "where",
    description: "Where records are added up: in this process, or on a server of Spark Connect",
    default: "local",
    accepts: { kind: "choice", choices: ["local", "spark"] },
  },
  remote: {
    key: "remote",
    variable: "MUNICLIMA_REMOTE",
    flag: "--remote",
    value: "sc://host:port",
    description: "Address of that server, or none; its token is in MUNICLIMA_SPARK_TOKEN",
    default: "none",
    accepts: { kind: "text", what: 'the address of a server, such as sc://spark.example:15002, or "none"' },
  },
  retention: {
    key: "retention",
    variable: "MUNICLIMA_RETENTION",
    flag: "--retention",
    value: "rules",
    description: 'What "prune" keeps of each dataset, such as "snapshots daily=90 within=30d; raw within=7d"',
    default: "none",
    accepts: { kind: "retention", what: RETENTION },
  },
  wait: {
    key: "wait",
    variable: "MUNICLIMA_WAIT",
    flag: "--wait",
    value: "seconds",
    description: "Longest wait for another run to release the data folder",
    default: 0,
    accepts: { kind: "integer", minimum: 0, maximum: 86_400 },
  },
  attempts: {
    key: "attempts",
    variable: "MUNICLIMA_ATTEMPTS",
    flag: "--attempts",
    value: "rounds",
    description: "Rounds of attempts over the feed's URLs",
    default: 5,
    accepts: { kind: "integer", minimum: 1, maximum: 20 },
  },
  timeoutSeconds: {
    key: "timeout_seconds",
    variable: "MUNICLIMA_TIMEOUT_SECONDS",
    flag: "--timeout-seconds",
    value: "seconds",
    description: "Longest wait for one request",
    default: 60,
    accepts: { kind: "integer", minimum: 1, maximum: 600 },
  },
  deadlineSeconds: {
    key: "deadline_seconds",
    variable: "MUNICLIMA_DEADLINE_SECONDS",
    flag: "--deadline-seconds",
    value: "seconds",
    description: "Longest wait for a whole fetch with its retries",
    default: 300,
    accepts: { kind: "integer", minimum: 1, maximum: 3600 },
  },
  metricsFile: {
    key: "metrics_file",
    variable: "MUNICLIMA_METRICS_FILE",
    flag: "--metrics-file",
    value: "file.prom",
    description: "File of Prometheus metrics to write whole after each run, or none",
    default: "none",
    accepts: { kind: "text", what: 'the path of a file, or "none"' },
  },
  pingUrl: {
    key: "ping_url",
    variable: "MUNICLIMA_PING_URL",
    flag: "--ping-url",
    value: "url",
    description: "URL of a healthchecks check to tell of each run's start and end, or none",
    default: "none",
    accepts: { kind: "url", what: 'an http or https URL, or "none"' },
  },
  onFailure: {
    key: "on_failure",
    variable: "MUNICLIMA_ON_FAILURE",
    flag: "--on-failure",
    value: "command",
    description: "Command to run after a run that failed, with the result as JSON to read, or none",
    default: "none",
    accepts: { kind: "text", what: 'a command, or "none"' },
  },
  onStale: {
    key: "on_stale",
    variable: "MUNICLIMA_ON_STALE",
    flag: "--on-stale",
    value: "command",
    description: "Command to run after a run that leaves the data stale or unchanged, likewise",
    default: "none",
    accepts: { kind: "text", what: 'a command, or "none"' },
  },
  onChange: {
    key: "on_change",
    variable: "MUNICLIMA_ON_CHANGE",
    flag: "--on-change",
    value: "command",
    description: "Command to run after a run that published other data than before, likewise",
    default: "none",
    accepts: { kind: "text", what: 'a command, or "none"' },
  },
  logFormat: {
    key: "log_format",
    variable: "MUNICLIMA_LOG_FORMAT",
    flag: "--log-format",
    value: "format",
    description:
      "Form of what goes to standard error: text, json for a line a step, or emf with metrics as well",
    default: "text",
    accepts: { kind: "choice", choices: ["text", "json", "emf"] },
  },
} as const satisfies Readonly<Record<keyof Settings, SettingSpec>>;
