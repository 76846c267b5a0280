/** An engine, and whether it can work on the data folder. */
export type EngineDescription = {
  readonly name: "polars" | "duckdb" | "spark";
  /** What it does here. */
  readonly does: string;
  /** Its own, or that of the server where that tells; null where it is not known. */
  readonly version: string | null;
  /** The server's address, where there is one. */
  readonly remote: string | null;
  /** Whether it is there, and finds what is in the folder; null where there is nothing to find yet, or no server is named. */
  readonly sees_data: boolean | null;
  /** What stands in the way, and what to do about it; null where nothing does. */
  readonly problem: string | null;
};

/** The engines that there are; `--json` prints it as it is. */
export type EnginesResult = {
  readonly schema_version: 1;
  readonly command: "engines";
  readonly data_dir: string;
  readonly warnings: readonly string[];
  readonly engines: readonly EngineDescription[];
  readonly seconds: number;
};
