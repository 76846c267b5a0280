/** What Glue was told of the archive; `--json` prints it as it is. */
export type AthenaRegisterResult = {
  readonly schema_version: 1;
  readonly command: "athena register";
  readonly data_dir: string;
  readonly database: string;
  readonly warnings: readonly string[];
  readonly tables: readonly {
    readonly name: string;
    readonly location: string;
    readonly was: "created" | "changed" | "there";
  }[];
};
