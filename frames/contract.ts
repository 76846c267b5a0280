/**
 * What happens to a row that does not match the feed's schema: `freeze` refuses the whole feed, `discard_row`
 * quarantines the row, `discard_value` takes the row without the value, `evolve` takes it as it is.
 *
 * Source: the names are those of dlt's schema contracts.
 */
export type RowMode = "freeze" | "discard_row" | "discard_value" | "evolve";

/** What may be wrong with a row. */
export const ROW_RULES = ["missingColumn", "extraColumn", "type", "range"] as const;
export type RowRule = (typeof ROW_RULES)[number];

/** A rule, and how many rows may violate it before the feed is refused all the same. */
export type RowTerms = {
  readonly mode: RowMode;
  /** Below 1 a share of the rows, from 1 on a number of them. */
  readonly atMost: number;
};

/** What may be wrong with a feed as a whole; {@linkcode feedViolations} says what each counts. */
export type FeedRule = "records" | "duplicates" | "fewerTowns" | "fewerRecords";

/** A rule, and what happens to a feed that violates it by more than is allowed. */
export type FeedTerms = {
  /** `fail` refuses the feed, `warn` accepts it with a warning. */
  readonly mode: "fail" | "warn";
  /** Below 1 a share, from 1 on a number. */
  readonly atMost: number;
};

/** What a feed must meet, by rule. How many towns it may lack is the setting `minTowns`. */
export type Contract = Readonly<Record<RowRule, RowTerms> & Record<FeedRule, FeedTerms>>;

/** A feed with more bad rows than this is damaged, or a different feed. */
const FEW = 0.01;

const WARN: FeedTerms = { mode: "warn", atMost: 0 };
const ALL_WARN = { records: WARN, duplicates: WARN, fewerTowns: WARN, fewerRecords: WARN };

/** The strictest contract that lets real feeds in: their values are out of range now and then. */
export const STRICT: Contract = {
  ...ALL_WARN,
  missingColumn: { mode: "freeze", atMost: FEW },
  extraColumn: { mode: "freeze", atMost: FEW },
  type: { mode: "freeze", atMost: FEW },
  range: { mode: "evolve", atMost: 1 },
};

/** The same, but rows are quarantined where the strict contract refuses the feed. */
export const QUARANTINE: Contract = {
  ...ALL_WARN,
  missingColumn: { mode: "discard_row", atMost: FEW },
  extraColumn: { mode: "discard_row", atMost: FEW },
  type: { mode: "discard_row", atMost: FEW },
  range: { mode: "evolve", atMost: 1 },
};

/** Whether the feed is accepted or refused as a whole, so that no row has to be checked by itself. */
export function isAllOrNothing({ range, missingColumn, extraColumn, type }: Contract): boolean {
  return range.mode === "evolve" && [missingColumn, extraColumn, type].every(({ mode }) => mode === "freeze");
}

/** How many of this many rows may violate a rule before the feed is refused. */
export function allowed({ mode, atMost }: RowTerms, rows: number): number {
  if (mode === "freeze") return 0;
  return mode === "evolve" ? rows : most(atMost, rows);
}

/** By how much, of this much, a feed may violate a rule for the feed as a whole before it is refused. */
export function tolerated({ mode, atMost }: FeedTerms, all: number): number {
  return mode === "warn" ? all : most(atMost, all);
}

function most(atMost: number, all: number): number {
  return atMost < 1 ? Math.floor(atMost * all) : atMost;
}
