/**
 * What happens to a row that does not match the feed's schema: `freeze` refuses the whole feed, `discard_row`
 * quarantines the row, `discard_value` takes the row without the value, `evolve` takes it as it is.
 *
 * Source: the names are those of dlt's schema contracts.
 */
export type RowMode = "freeze" | "discard_row" | "discard_value" | "evolve";

/** What may be wrong with a row. */
export const ROW_RULES = ["missing_column", "extra_column", "type", "range"] as const;
export type RowRule = (typeof ROW_RULES)[number];

/** A rule, and how many rows may violate it before the feed is refused all the same. */
export type RowTerms = {
  readonly mode: RowMode;
  /** Below 1 a share of the rows, from 1 on a number of them. */
  readonly at_most: number;
};

/** What may be wrong with a feed as a whole; {@linkcode feedViolations} says what each counts. */
export type FeedRule = "records" | "duplicates" | "fewer_towns" | "fewer_records";

/** A rule, and what happens to a feed that violates it by more than is allowed. */
export type FeedTerms = {
  /** `fail` refuses the feed, `warn` accepts it with a warning. */
  readonly mode: "fail" | "warn";
  /** Below 1 a share, from 1 on a number. */
  readonly at_most: number;
};

/** What a feed must meet, by rule. How many towns it may lack is the setting `minTowns`. */
export type Contract = Readonly<Record<RowRule, RowTerms> & Record<FeedRule, FeedTerms>>;

/** A feed with more bad rows than this is damaged, or a different feed. */
const FEW = 0.01;

const WARN: FeedTerms = { mode: "warn", at_most: 0 };
const ALL_WARN = { records: WARN, duplicates: WARN, fewer_towns: WARN, fewer_records: WARN };

/** The strictest contract that lets real feeds in: their values are out of range now and then. */
export const STRICT: Contract = {
  ...ALL_WARN,
  missing_column: { mode: "freeze", at_most: FEW },
  extra_column: { mode: "freeze", at_most: FEW },
  type: { mode: "freeze", at_most: FEW },
  range: { mode: "evolve", at_most: 1 },
};

/** The same, but rows are quarantined where the strict contract refuses the feed. */
export const QUARANTINE: Contract = {
  ...ALL_WARN,
  missing_column: { mode: "discard_row", at_most: FEW },
  extra_column: { mode: "discard_row", at_most: FEW },
  type: { mode: "discard_row", at_most: FEW },
  range: { mode: "evolve", at_most: 1 },
};

/** Whether the feed is accepted or refused as a whole, so that no row has to be checked by itself. */
export function isAllOrNothing({ range, missing_column, extra_column, type }: Contract): boolean {
  return (
    range.mode === "evolve" && [missing_column, extra_column, type].every(({ mode }) => mode === "freeze")
  );
}

/** How many of this many rows may violate a rule before the feed is refused. */
export function allowed({ mode, at_most }: RowTerms, rows: number): number {
  if (mode === "freeze") return 0;
  return mode === "evolve" ? rows : most(at_most, rows);
}

/** By how much, of this much, a feed may violate a rule for the feed as a whole before it is refused. */
export function tolerated({ mode, at_most }: FeedTerms, all: number): number {
  return mode === "warn" ? all : most(at_most, all);
}

function most(at_most: number, all: number): number {
  return at_most < 1 ? Math.floor(at_most * all) : at_most;
}
