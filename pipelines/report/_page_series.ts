import type { Feed } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { addsUp } from "../../reports/mod.ts";

type Curve = Feed["means"][number];

/** A series of the page: which of the curves it is, and of which mean, if of one. */
export type SeriesOfPage = {
  readonly curve: number;
  readonly mean: number | undefined;
  readonly column: string;
  readonly unit: string;
};

/**
 * The curves that a page needs of a feed: its means, as `diff` compares them; the columns of a mean that is the
 * mid-point of several, as a day's highest and lowest temperature; and further columns that were asked for.
 *
 * @throws {Failure} `usage` when a column is not one of the feed's numbers
 */
export function pageCurves(
  { means, columns, name: feed }: Pick<Feed, "means" | "columns" | "name">,
  further: readonly string[],
): { readonly curves: readonly Curve[]; readonly series: readonly SeriesOfPage[] } {
  const curves: Curve[] = [...means];
  const series: SeriesOfPage[] = means.flatMap(({ of, unit, name }, mean) => {
    if (of.length === 1 || addsUp(unit)) return [{ curve: mean, mean, column: of[0] ?? name, unit }];
    return of.map((column) => {
      const curve = curves.push({ name: column, of: [column], unit }) - 1;
      return { curve, mean, column, unit };
    });
  });
  for (const name of new Set(further)) {
    if (means.some((mean) => mean.name === name || mean.of.includes(name))) continue;
    const column = columns.find((each) => each.name === name);
    if (column === undefined || column.type === "string" || column.type === "datetime") {
      const numbers = columns.filter(({ type }) => type === "number").map(({ name }) => name);
      const message = `The feed "${feed}" has no measure "${name}". Its measures are ${numbers.join(", ")}.`;
      throw new Failure("usage", message);
    }
    const unit = column.unit ?? "";
    const curve = curves.push({ name, of: [name], unit }) - 1;
    series.push({ curve, mean: undefined, column: name, unit });
  }
  return { curves, series };
}
