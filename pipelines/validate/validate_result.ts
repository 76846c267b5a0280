import type { FeedLabel } from "../../configs/mod.ts";

/** What one rule found in a file. */
export type Finding = {
  readonly rule: string;
  /** How much breaks the rule, in rows or towns. */
  readonly found: number;
  /** How much may. */
  readonly allowed: number;
  readonly verdict: "passes" | "warns" | "fails";
  /** The first case, or what else a reader should know; empty where nothing is wrong. */
  readonly says: string;
};

/** What a validation found; `--json` prints it as it is. */
export type ValidateResult = {
  readonly schema_version: 1;
  readonly command: "validate";
  readonly file: string;
  readonly feed: FeedLabel;
  /** What the file was taken for. */
  readonly kind: "feed" | "snapshot" | "means";
  readonly rows: number;
  readonly towns: number;
  readonly findings: readonly Finding[];
  readonly valid: boolean;
  readonly seconds: number;
};
