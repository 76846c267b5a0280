/** A file that is not what it should be. */
export type Problem = {
  readonly path: string;
  /** What is wrong, such as "was changed since it was published". */
  readonly what: string;
  /** What to do about it. */
  readonly advice: string;
};

/** What a verification found; `--json` prints it as it is. */
export type VerifyResult = {
  readonly schema_version: 1;
  readonly command: "verify";
  readonly data_dir: string;
  /** The span whose tables were read, ISO 8601 in UTC; null where it has no such end. */
  readonly from: string | null;
  readonly to: string | null;
  readonly warnings: readonly string[];
  /** How many files of each dataset were read and compared. */
  readonly checked: Readonly<Record<string, { readonly file_count: number; readonly bytes: number }>>;
  /** By path. */
  readonly problems: readonly Problem[];
  /** What a run that was cut off left for the next run to finish, a sentence each: no problem. */
  readonly unfinished: readonly string[];
  readonly seconds: number;
};
