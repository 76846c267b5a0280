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

/** What a feed's rows must meet, by rule. */
export type Contract = Readonly<Record<RowRule, RowTerms>>;

/** A feed with more bad rows than this is another feed, or broken. */
const FEW = 0.01;

/** The strictest contract that lets real feeds in: their values are out of range now and then. */
export const STRICT: Contract = {
  missingColumn: { mode: "freeze", atMost: FEW },
  extraColumn: { mode: "freeze", atMost: FEW },
  type: { mode: "freeze", atMost: FEW },
  range: { mode: "evolve", atMost: 1 },
};

/** The same, but rows are set aside where the strict one refuses the feed. */
export const SETTING_ASIDE: Contract = {
  missingColumn: { mode: "discard_row", atMost: FEW },
  extraColumn: { mode: "discard_row", atMost: FEW },
  type: { mode: "discard_row", atMost: FEW },
  range: { mode: "evolve", atMost: 1 },
};

/** Whether rows are taken as they are or not at all, so that none must be looked at by itself. */
export function isAllOrNothing({ range, ...others }: Contract): boolean {
  return range.mode === "evolve" && Object.values(others).every(({ mode }) => mode === "freeze");
}

/** How many rows of so many may break a rule. */
export function allowed({ atMost }: RowTerms, rows: number): number {
  return atMost < 1 ? Math.floor(atMost * rows) : atMost;
}
