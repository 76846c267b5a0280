/**
 * What becomes of a row that is not as the feed's schema says: `freeze` refuses the whole feed, `discard_row` sets
 * the row aside, `discard_value` takes the row without the value, `evolve` takes it as it is.
 *
 * Source: the names are those of dlt's schema contracts.
 */
export type RowMode = "freeze" | "discard_row" | "discard_value" | "evolve";

/** What may be wrong with a row. */
export const ROW_RULES = ["missingColumn", "extraColumn", "type", "range"] as const;
export type RowRule = (typeof ROW_RULES)[number];

/** A rule, and how many rows may break it before the feed is refused all the same. */
export type RowTerms = {
  readonly mode: RowMode;
  /** Below 1 a share of the rows, from 1 on a number of them. */
  readonly atMost: number;
};

/** What may be wrong with a feed as a whole; {@linkcode feedBreaches} says what each counts. */
export type FeedRule = "records" | "duplicates" | "fewerTowns" | "fewerRecords";

/** A rule, and what becomes of a feed that breaks it by more than is allowed. */
export type FeedTerms = {
  /** `fail` refuses the feed, `warn` says so and takes it. */
  readonly mode: "fail" | "warn";
  /** Below 1 a share, from 1 on a number. */
  readonly atMost: number;
};

/** What a feed must meet, by rule. How many towns it may lack is the setting `minTowns`. */
export type Contract = Readonly<Record<RowRule, RowTerms> & Record<FeedRule, FeedTerms>>;

/** A feed with more bad rows than this is another feed, or broken. */
const FEW = 0.01;

const TOLD: FeedTerms = { mode: "warn", atMost: 0 };
const ALL_TOLD = { records: TOLD, duplicates: TOLD, fewerTowns: TOLD, fewerRecords: TOLD };

/** The strictest contract that lets real feeds in: their values are out of range now and then. */
export const STRICT: Contract = {
  ...ALL_TOLD,
  missingColumn: { mode: "freeze", atMost: FEW },
  extraColumn: { mode: "freeze", atMost: FEW },
  type: { mode: "freeze", atMost: FEW },
  range: { mode: "evolve", atMost: 1 },
};

/** The same, but rows are set aside where the strict one refuses the feed. */
export const SETTING_ASIDE: Contract = {
  ...ALL_TOLD,
  missingColumn: { mode: "discard_row", atMost: FEW },
  extraColumn: { mode: "discard_row", atMost: FEW },
  type: { mode: "discard_row", atMost: FEW },
  range: { mode: "evolve", atMost: 1 },
};

/** Whether rows are taken as they are or not at all, so that none must be looked at by itself. */
export function isAllOrNothing({ range, missingColumn, extraColumn, type }: Contract): boolean {
  return range.mode === "evolve" && [missingColumn, extraColumn, type].every(({ mode }) => mode === "freeze");
}

/** How many rows of so many may break a rule before the feed is refused. */
export function allowed({ mode, atMost }: RowTerms, rows: number): number {
  if (mode === "freeze") return 0;
  return mode === "evolve" ? rows : most(atMost, rows);
}

/** How many of so many may break a rule for a feed as a whole before it is refused. */
export function tolerated({ mode, atMost }: FeedTerms, all: number): number {
  return mode === "warn" ? all : most(atMost, all);
}

function most(atMost: number, all: number): number {
  return atMost < 1 ? Math.floor(atMost * all) : atMost;
}
