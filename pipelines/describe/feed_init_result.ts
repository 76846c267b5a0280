/** The description of a feed that was made out of a sample; `--json` prints it as it is. */
export type FeedInitResult = {
  readonly schema_version: 1;
  readonly command: "feed init";
  /** Where the sample came from: a URL, a path, or "standard input". */
  readonly sample: string;
  /** How many rows it has. */
  readonly rows: number;
  /** What the description's file holds, by the JSON Schema in `docs/feed.schema.json`. */
  readonly description: Readonly<Record<string, unknown>>;
  /** What was guessed, a sentence each. */
  readonly guesses: readonly string[];
  /** What the sample cannot tell, a sentence each. */
  readonly to_fill_in: readonly string[];
  /** The file that was written; null where there is none. */
  readonly output_file: string | null;
  readonly seconds: number;
};
