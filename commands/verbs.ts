import type { Settings } from "../configs/mod.ts";
import type { Invocation } from "./call/invocation.ts";
import {
  DATASETS,
  EXPORT_FORMATS,
  EXPORTS,
  FIGURES_BY,
  METRICS_FORMATS,
  QUERY_ENGINES,
  QUERY_FORMATS,
  REVISION_BY,
  SCHEDULERS,
} from "./choices.ts";
import {
  databaseName,
  memoryLimit,
  momentOf,
  numberOf,
  runTime,
  sizeText,
  spanText,
  unitName,
  wholeNumber,
} from "./flag_values.ts";

/** One command as the command line offers it. Its code is loaded when it is called, not before. */
export type Verb = {
  /** One word, or two for a command of a group. */
  readonly name: string;
  /** What the commands of its group do together, where there are several: said by the first of them. */
  readonly groupSummary?: string;
  /** Under which title the help lists it, by who uses it and what for. */
  readonly group: string;
  readonly summary: string;
  /** The arguments of a typical call. */
  readonly example: string;
  /** The settings that have a flag here. */
  readonly settings: readonly (keyof Settings)[];
  /** Defaults of settings that are this command's own. */
  readonly defaults?: Readonly<Partial<Record<keyof Settings, string>>>;
  /** Further flags, in commander's notation, with a description and what they take. */
  readonly options: readonly (readonly [flags: string, description: string, takes?: Takes])[];
  /** Flags that may stand several times, in commander's notation, with a description. */
  readonly repeated?: readonly (readonly [flags: string, description: string])[];
  /** Whether `--data-dir` may stand several times. */
  readonly severalFolders?: true;
  /** An argument besides flags, in commander's notation. */
  readonly argument?: string;
  /** The only values of the argument, where not every one will do. */
  readonly choices?: readonly string[];
  /** What the help says after the flags. */
  readonly more?: string;
  /** Whether a call is a run, which has a line in the history however it ends. */
  readonly isRun?: true;
  readonly load: () => Promise<(call: Invocation) => Promise<void>>;
};

/** What a flag's value is when it is not given, the only ones that it can be, and how another kind is read. */
type Takes = {
  readonly fallback?: string;
  readonly choices?: readonly string[];
  readonly read?: (text: string) => unknown;
};

const FETCHING = [
  "feed",
  "record",
  "minTowns",
  "badRows",
  "outOfRange",
  "attempts",
  "timeoutSeconds",
  "deadlineSeconds",
] as const;
const MERGING = ["window", "windowBy", "how", "minJoined", "csvFormulas", "engine", "remote"] as const;
const FOLDERS = ["dataDir", "logDir", "cacheDir"] as const;
const HOLDING = ["wait", ...FOLDERS] as const;
/** Who is told of a run, and how. */
const TELLING = ["metricsFile", "pingUrl", "onFailure", "onStale", "onChange", "logFormat"] as const;
const FROM = [
  "--from <source>",
  "Read the feed from a path or URL instead, or from standard input (-)",
] as const;
/** A flag alone, not a setting: what turns off a protection for good would be forgotten. */
const INSECURE_TLS = [
  "--insecure-tls",
  "Do not check TLS certificates; every line of the run says so",
] as const;
const SPLAY = [
  "--splay <seconds>",
  "Put the beginning off by a random time, this long at most",
  { read: wholeNumber(0, 3600) },
] as const;
const NO_CLOBBER = ["--no-clobber", "Keep a file that is there, and end with exit code 73"] as const;
/** How many versions. */
const SOME = { read: wholeNumber(1, 999_999) };
/** Where the tables of an archive are told of, and where its files are. */
const ATHENA_TABLES = [
  ["--database <name>", "Database that has the tables", { fallback: "municlima", read: databaseName }],
  [
    "--location <s3://bucket/folder>",
    "Bucket that has a copy of the folder (default: the data folder's own)",
  ],
] as const;
const DRY_RUN = ["--dry-run", "Read, compute and report, but write nothing"] as const;

/** A line for each shell, to be pasted; what they make is read when the next shell begins. */
const INSTALL_COMPLETION = `
To have it in every new shell, paste one of these lines:
  echo 'eval "$(municlima completion bash)"' >> ~/.bashrc
  echo 'eval "$(municlima completion zsh)"' >> ~/.zshrc
  municlima completion fish > ~/.config/fish/completions/municlima.fish

It completes the word "municlima". In a checkout, "npm link"
makes that a command.`;

/** Every command, in the order of the help. */
export const VERBS: readonly Verb[] = [
  {
    name: "ingest",
    group: "Publish tables:",
    summary: "Fetch the feed and publish a snapshot, one record per town",
    example: "ingest --feed smn-hourly",
    settings: [...FETCHING, ...HOLDING, ...TELLING],
    options: [
      FROM,
      [
        "--as-of <time>",
        "When that body was published, such as 2026-11-24T14:00Z: the version is of that time",
        { read: momentOf },
      ],
      INSECURE_TLS,
      DRY_RUN,
    ],
    isRun: true,
    load: async () => (await import("./ingest.ts")).ingestCommand,
  },
  {
    name: "merge",
    group: "Publish tables:",
    summary: "Average the last snapshots per town and join the municipality data",
    example: "merge --window 2",
    settings: ["feed", ...MERGING, ...HOLDING, ...TELLING],
    options: [DRY_RUN],
    isRun: true,
    load: async () => (await import("./merge.ts")).mergeCommand,
  },
  {
    name: "run",
    group: "Publish tables:",
    summary: "Ingest, then merge: the command to put into cron",
    example: "run --quiet",
    settings: [...FETCHING, ...MERGING, ...HOLDING, ...TELLING],
    options: [
      FROM,
      INSECURE_TLS,
      SPLAY,
      ["--archive", "Archive every record of the feed too, where it is a new one"],
    ],
    isRun: true,
    load: async () => (await import("./run.ts")).runCommand,
  },
  {
    name: "backfill",
    group: "Publish tables:",
    summary: "Publish a snapshot of each kept body, as of when that was published: only what is missing",
    example: "backfill bodies/ --dry-run",
    settings: [...FETCHING, ...HOLDING],
    options: [
      ["--fill", "Take the bodies of raw/ that no snapshot came from; hours without one stay missed"],
      ["--dry-run", "Publish nothing, and say what would be"],
    ],
    argument: "[body...]",
    isRun: true,
    load: async () => (await import("./upkeep/backfill.ts")).backfillCommand,
  },
  {
    name: "compact",
    group: "Look after them:",
    summary: "Write the snapshots of each past month to one Parquet file",
    example: "compact --dry-run",
    settings: ["feed", ...HOLDING, "logFormat"],
    options: [
      ["--all", "Compact the current month too"],
      ["--remove-csv", "Remove each CSV that the Parquet file can restore byte for byte"],
      DRY_RUN,
    ],
    isRun: true,
    load: async () => (await import("./upkeep/compact.ts")).compactCommand,
  },
  {
    name: "rebuild",
    group: "Look after them:",
    summary: "Make published tables again from kept bodies, compare them, and restore what is lost",
    example: "rebuild --all --dry-run",
    settings: ["feed", ...HOLDING],
    options: [
      ["--from <time>", "Versions from this time on, such as 2026-11-24T14:00Z", { read: momentOf }],
      ["--to <time>", "Versions up to this time", { read: momentOf }],
      ["--all", "Every version"],
      ["--dry-run", "Compare, and restore nothing"],
    ],
    argument: "[version...]",
    isRun: true,
    load: async () => (await import("./upkeep/rebuild.ts")).rebuildCommand,
  },
  {
    name: "archive",
    group: "Look after them:",
    summary: "Keep every record of each distinct feed body as Parquet, by the run of the model",
    example: "archive --dry-run",
    settings: ["feed", ...HOLDING],
    options: [DRY_RUN],
    isRun: true,
    load: async () => (await import("./archive/archive.ts")).archiveCommand,
  },
  {
    name: "prune",
    group: "Look after them:",
    summary: "Remove old versions, but never what the last merge used or the next one would",
    example: "prune --keep-daily 90 --keep-within 30d --dry-run",
    settings: ["window", "windowBy", "retention", ...HOLDING, "logFormat"],
    options: [
      ["--keep-last <n>", "Keep the n newest versions; what any of these flags keeps stays", SOME],
      ["--keep-hourly <n>", "Keep the newest version of each of the last n hours that have one", SOME],
      ["--keep-daily <n>", "Likewise of each day, in UTC", SOME],
      ["--keep-weekly <n>", "Likewise of each week, from Monday", SOME],
      ["--keep-monthly <n>", "Likewise of each month", SOME],
      [
        "--keep-within <span>",
        "Keep versions no older than the newest by more than this, such as 30d or 1y6m",
        { read: spanText },
      ],
      ["--keep <versions>", "The same as --keep-last", SOME],
      ["--older-than <days>", "Keep versions younger than this", SOME],
      ["--future", "Remove versions dated in the future, which a wrong clock leaves behind"],
      ["--missing", "Only accept the loss of published files that are missing"],
      ["--dry-run", "Remove nothing, and say why each version stays"],
    ],
    repeated: [
      [
        "--dataset <name>",
        "Only this dataset: snapshots, means or merged (these three if none is named), months, raw, quarantine or runs",
      ],
      ["--body <name>", "Remove this feed body of raw/, although no snapshot came from it"],
    ],
    isRun: true,
    load: async () => (await import("./upkeep/prune.ts")).pruneCommand,
  },
  {
    name: "sync",
    group: "Look after them:",
    summary: "Copy what one data folder has and another lacks, from disk or bucket to either",
    example: "sync data s3://weather/hourly --dry-run",
    settings: ["wait", "cacheDir"],
    options: [DRY_RUN],
    argument: "<from> <to>",
    isRun: true,
    load: async () => (await import("./ops/sync.ts")).syncCommand,
  },
  {
    name: "status",
    group: "Look after them:",
    summary: "Show what the data folder contains and how fresh it is",
    example: "status --json",
    settings: FOLDERS,
    options: [
      ["--check", "End with 0 if the data is fresh, 1 if it is stale, 2 if a run failed or data is missing"],
      [
        "--max-age <ages>",
        "Check, with this limit instead of the feed's: 3h since it was fetched, or fetched=3h,issued=30h,published=2h,unchanged=1d",
      ],
      [
        "--max-unchanged <runs>",
        "Check, and call a feed that this many more ingests found the same unchanged",
        { read: wholeNumber(1, 999_999) },
      ],
      [
        "--require <datasets>",
        "Check, and call a folder without these failing: municipalities,snapshots,means,merged,current",
      ],
    ],
    load: async () => (await import("./status.ts")).statusCommand,
  },
  {
    name: "runs list",
    groupSummary: "List past runs, show one, or compare two",
    group: "Look after them:",
    summary: "List past runs: how each ended, how long it took, what it published",
    example: "runs list --failed",
    settings: FOLDERS,
    options: [
      ["--limit <runs>", "List this many at most", { fallback: "20", read: wholeNumber(1, 999_999) }],
      ["--failed", "List only runs that failed"],
    ],
    load: async () => (await import("./ops/runs_list.ts")).runsListCommand,
  },
  {
    name: "runs show",
    group: "Look after them:",
    summary: "Show a past run: its steps, figures and warnings (default: the last one)",
    example: "runs show",
    settings: FOLDERS,
    options: [],
    argument: "[id]",
    load: async () => (await import("./ops/runs_show.ts")).runsShowCommand,
  },
  {
    name: "runs diff",
    group: "Look after them:",
    summary: "Compare two past runs (default: the last one and the one of its kind before)",
    example: "runs diff",
    settings: FOLDERS,
    options: [],
    argument: "[older] [newer]",
    load: async () => (await import("./ops/runs_diff.ts")).runsDiffCommand,
  },
  {
    name: "metrics",
    group: "Look after them:",
    summary: "Print metrics of the data folder and its runs, for Prometheus or CloudWatch",
    example: "metrics --format prometheus",
    settings: FOLDERS,
    options: [
      ["--format <name>", "Form of the metrics", { choices: METRICS_FORMATS, fallback: "prometheus" }],
      ["--output <file>", "Write them to a file, whole; - is standard output"],
    ],
    load: async () => (await import("./ops/metrics.ts")).metricsCommand,
  },
  {
    name: "validate",
    group: "Look after them:",
    summary: "Check a feed body, a snapshot or a table of means against the feed's contract",
    example: "validate feed.json.gz --feed smn-daily",
    settings: ["feed", "minTowns", "badRows", "outOfRange", "deadlineSeconds", ...FOLDERS],
    options: [],
    argument: "<file>",
    load: async () => (await import("./validate.ts")).validateCommand,
  },
  {
    name: "verify",
    group: "Look after them:",
    summary: "Compare every published file with its manifest, without a network",
    example: "verify --from 2026-11-01",
    settings: FOLDERS,
    options: [
      ["--from <time>", "Read what was published from this time on, such as 2026-11-01", { read: momentOf }],
      ["--to <time>", "Read what was published up to this time", { read: momentOf }],
    ],
    load: async () => (await import("./upkeep/verify.ts")).verifyCommand,
  },
  {
    name: "doctor",
    group: "Look after them:",
    summary:
      "Look at all that runs depend on: Node, disk, provider, clock, lock, settings; ends with 0, 1 or 2",
    example: "doctor",
    settings: ["feed", "timeoutSeconds", ...FOLDERS],
    options: [],
    load: async () => (await import("./ops/doctor.ts")).doctorCommand,
  },
  {
    name: "engines",
    group: "Look after them:",
    summary: "List what can do the work: Polars, DuckDB, a server of Spark; and whether it finds this data",
    example: "engines --remote sc://127.0.0.1:15002",
    settings: ["remote", ...FOLDERS],
    options: [],
    load: async () => (await import("./engines.ts")).enginesCommand,
  },
  {
    name: "schedule",
    group: "Look after them:",
    summary: "Print the unit that makes a scheduler call run for this folder, with these settings",
    example: "schedule systemd --at :15",
    settings: [...FETCHING, ...MERGING, ...HOLDING, ...TELLING],
    options: [
      ["--at <time>", "When: a minute of every hour, or a time of day (default: :15)", { read: runTime }],
      [
        "--splay <seconds>",
        "Put each run off by a random time, this long at most",
        { fallback: "120", read: wholeNumber(0, 3600) },
      ],
      ["--memory <size>", "Most memory that a run may use (default: 1G)", { read: memoryLimit }],
      ["--name <name>", "Name of the unit", { fallback: "municlima", read: unitName }],
      ["--image <image>", "Image of the container (default: that of this version)"],
      ["--output <folder>", "Folder to write the unit's files to, which are printed otherwise"],
    ],
    argument: "<scheduler>",
    choices: SCHEDULERS,
    load: async () => (await import("./ops/schedule.ts")).scheduleCommand,
  },
  {
    name: "config show",
    group: "Look after them:",
    summary: "Show every setting, and where it came from",
    example: "config show --origin",
    settings: [...FETCHING, ...MERGING, "alertRules", "retention", ...HOLDING, ...TELLING],
    options: [["--origin", "Show where each value came from, and its environment variable"]],
    load: async () => (await import("./config_show.ts")).configShowCommand,
  },
  {
    name: "report",
    group: "Ask and share:",
    summary: "Write one HTML page: a map, charts and a table of the newest merged data",
    example: "report --output report.html",
    settings: FOLDERS,
    options: [
      ["--output <file.html>", "File to write the page to (default: report.html in the data folder)"],
      NO_CLOBBER,
      [
        "--stale-after <hours>",
        "Age at which the page calls its data stale (default: 6 of the feed's intervals)",
        { read: numberOf("hours", 1_000_000) },
      ],
      ["--site <folder>", "Write a folder of pages for a web server instead: the whole and each state"],
      ["--measures <columns>", "Columns of the feed to show as well, such as raf,probprec,hr"],
    ],
    load: async () => (await import("./report.ts")).reportCommand,
  },
  {
    name: "query",
    group: "Ask and share:",
    summary: "Run SQL on the tables snapshots, means, merged, municipalities and forecast, and their history",
    example: 'query "select nmun, temp_mean from merged order by temp_mean desc limit 5"',
    settings: ["csvFormulas", ...FOLDERS],
    options: [
      ["--file <path>", "Read the SQL from a file"],
      ["--format <name>", "Form of the answer, a table if not given", { choices: QUERY_FORMATS }],
      ["--output <file>", "Write all rows to a file, in the format of its extension; - is standard output"],
      NO_CLOBBER,
      ["--explain", "Print DuckDB's plan for the query without reading a row"],
      ["--types", "Show the type of each column below its name"],
      // A longer wait is none to a timer.
      ["--timeout <seconds>", "Stop a query that takes longer", { read: numberOf("seconds", 2_000_000) }],
      [
        "--memory <size>",
        "Memory that the query may use, such as 2GB (default: 80 % of the machine's)",
        { read: sizeText },
      ],
      [
        "--engine <name>",
        "What answers: this process, or Athena",
        { choices: QUERY_ENGINES, fallback: "duckdb" },
      ],
      [
        "--max-scanned-bytes <bytes>",
        "Stop Athena once a query has read more, which is what it is paid for",
        { read: wholeNumber(1, 999_999_999_999) },
      ],
      ["--database <name>", "Athena's database (default: municlima)", { read: databaseName }],
      ["--workgroup <name>", "Athena's workgroup (default: primary)"],
      ["--results <s3://bucket/folder>", "Where Athena writes its results (default: the workgroup's place)"],
    ],
    repeated: [["--param <name=value>", "Text that stands for $name in the query"]],
    severalFolders: true,
    argument: "[sql]",
    load: async () => (await import("./query.ts")).queryCommand,
  },
  {
    name: "athena ddl",
    groupSummary: "Make the archive known to Amazon Athena",
    group: "Ask and share:",
    summary: "Print the SQL that makes the archive in a bucket known to Amazon Athena",
    example: "athena ddl --location s3://weather/hourly",
    settings: FOLDERS,
    options: ATHENA_TABLES,
    load: async () => (await import("./athena/athena_ddl.ts")).athenaDdlCommand,
  },
  {
    name: "athena register",
    group: "Ask and share:",
    summary: "Make the same tables in AWS Glue, where Athena and Spark find them",
    example: "athena register --location s3://weather/hourly",
    settings: FOLDERS,
    options: ATHENA_TABLES,
    load: async () => (await import("./athena/athena_register.ts")).athenaRegisterCommand,
  },
  {
    name: "tables",
    group: "Ask and share:",
    summary: "List the tables that SQL may ask: columns, types, units, meanings and rows",
    example: "tables merged",
    settings: FOLDERS,
    options: [],
    argument: "[table]",
    load: async () => (await import("./tables.ts")).tablesCommand,
  },
  {
    name: "diff",
    group: "Ask and share:",
    summary: "Compare two versions of a dataset town by town (default: the last two)",
    example: "diff --dataset snapshots",
    settings: FOLDERS,
    options: [["--dataset <name>", "Dataset to compare", { choices: DATASETS, fallback: "merged" }]],
    argument: "[older] [newer]",
    load: async () => (await import("./diff.ts")).diffCommand,
  },
  {
    name: "export",
    group: "Ask and share:",
    summary: "Write a dataset for another program: Parquet, Excel, GeoJSON, JSON or CSV",
    example: "export merged --output merged.xlsx",
    settings: ["csvFormulas", ...FOLDERS],
    options: [
      ["--output <file>", "File to write; - is standard output"],
      NO_CLOBBER,
      ["--format <name>", "Form of the file, if not that of its extension", { choices: EXPORT_FORMATS }],
      ["--version <version>", "Version to use (default: the newest)"],
    ],
    argument: "<dataset>",
    choices: EXPORTS,
    load: async () => (await import("./export.ts")).exportCommand,
  },
  {
    name: "summarize",
    group: "Ask and share:",
    summary: "Describe a dataset in figures: each measure over all towns and by state, and their correlation",
    example: "summarize merged --measure temp_mean",
    settings: FOLDERS,
    options: [
      ["--measure <name>", "Only this measure"],
      ["--weight <column>", "Also means with each town as often as this column says, as its population"],
      ["--all", "Show every state, not the first and the last five"],
      [
        "--with <engine>",
        "What computes the figures; danfo to check them by",
        { fallback: "polars", choices: FIGURES_BY },
      ],
      ["--version <version>", "Version to use (default: the newest)"],
    ],
    argument: "[dataset]",
    choices: DATASETS,
    load: async () => (await import("./summarize.ts")).summarizeCommand,
  },
  {
    name: "revision",
    group: "Ask and share:",
    summary: "Say how forecasts for the same hour changed from run to run, by how far ahead they were",
    example: "revision --measure temp --by days",
    settings: FOLDERS,
    options: [
      ["--measure <column>", "Column to compare (default: the first that the feed averages)"],
      ["--by <group>", "What changes are put together by", { fallback: "days", choices: REVISION_BY }],
      ["--runs <count>", "Only so many of the newest runs of the model", { read: wholeNumber(1, 999_999) }],
      [
        "--observations <file>",
        "Compare with this CSV instead: ides and idmun or cvegeo, time, value; only that is accuracy",
      ],
      [
        "--threshold <value>",
        "With observations, count hits, misses and false alarms of this value or more",
        { read: numberOf("value", 999_999) },
      ],
      ["--output <file>", "File to write the figures to: .csv, .json or .svg"],
      NO_CLOBBER,
    ],
    load: async () => (await import("./archive/revision.ts")).revisionCommand,
  },
  {
    name: "alerts",
    group: "Ask and share:",
    summary: "List towns and days over a threshold: what is new, gone or changed since the last run",
    example: 'alerts --alert-rules "hot-night tmin >= 25"',
    settings: ["alertRules", "csvFormulas", ...FOLDERS],
    options: [
      ["--all", "List alerts that stayed the same too"],
      ["--output <file>", "File to write them to: .csv, .json, .geojson or .atom"],
      NO_CLOBBER,
    ],
    more: "\nAlerts are derived from a forecast by fixed thresholds, and\nare no official warning.",
    load: async () => (await import("./archive/alerts.ts")).alertsCommand,
  },
  {
    name: "feed init",
    group: "Get started:",
    groupSummary: "Describe a feed of one's own",
    summary: "Write the description of a feed, guessed from a sample of its body",
    example: "feed init body.json --output my_feed.json",
    settings: ["attempts", "timeoutSeconds", "deadlineSeconds"],
    options: [["--output <file>", "File to write the description to, which must not be there yet"]],
    argument: "<body>",
    more: "\nThe body is a path, a URL, or - for standard input. What\nwas guessed is said on standard error.",
    load: async () => (await import("./feed_init.ts")).feedInitCommand,
  },
  {
    name: "demo",
    group: "Get started:",
    summary: "Show everything with made-up weather: no network, no settings, in a data folder of its own",
    example: "demo",
    settings: HOLDING,
    defaults: { dataDir: "data/demo", logDir: "data/demo/logs" },
    options: [],
    load: async () => (await import("./demo.ts")).demoCommand,
  },
  {
    name: "serve-sample",
    group: "Get started:",
    summary:
      'Serve made-up weather on this machine, for "ingest --feed sample", until Ctrl+C or SIGTERM (exit code 0)',
    example: "serve-sample --port 8317",
    settings: [],
    options: [
      [
        "--port <number>",
        "Port on 127.0.0.1; 0 picks a free one",
        { fallback: "8317", read: wholeNumber(0, 65_535) },
      ],
    ],
    load: async () => (await import("./serve_sample.ts")).serveSampleCommand,
  },
  {
    name: "completion",
    group: "Get started:",
    summary: "Print the script that makes bash, zsh or fish complete municlima at TAB",
    example: "completion bash",
    settings: [],
    options: [],
    argument: "<shell>",
    choices: ["bash", "zsh", "fish"],
    more: INSTALL_COMPLETION,
    load: async () => (await import("./completion.ts")).completionCommand,
  },
];
