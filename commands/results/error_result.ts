import type { FailureKind } from "../../errors/mod.ts";

/** What a command failed on; `--json` prints it in place of a result. */
export type ErrorResult = {
  readonly schema_version: 1;
  /** One line: what failed, on which file or URL, and what to do next. */
  readonly error: string;
  /** Whose fault it is; "bug" where it was not foreseen. */
  readonly kind: FailureKind | "bug";
  /** What the program ended with. */
  readonly exit_code: number;
};
