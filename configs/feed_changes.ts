import type { Feed } from "./feed.ts";

/** How a feed's description differs from an earlier one: in what its tables mean, and in what it only adds. */
export type FeedChanges = {
  /** As clauses, such as `"temp" is in "°F" instead of "°C"`. */
  readonly changed: readonly string[];
  /** As nouns, such as `the mean "prec_mean"`. */
  readonly added: readonly string[];
};

type Defined = Pick<Feed, "clock" | "synthetic" | "columns" | "labels" | "means">;

/**
 * What tells whether tables of two descriptions of a feed may stand in one data folder: not so where a unit, the clock
 * or the making of a mean changed, or a mean is gone. Titles, URLs, ranges and caps may change as they like.
 *
 * @param before the description that the folder's tables were made by, whose columns have the same names and types
 *
 * @example
 * ```ts
 * feedChanges(inCelsius, inFahrenheit).changed; // ['"temp" is in "°F" instead of "°C"']
 * ```
 */
export function feedChanges(before: Defined, now: Defined): FeedChanges {
  const changed: string[] = [];
  const added: string[] = [];
  if (now.clock !== before.clock) changed.push(`its clock is "${now.clock}" instead of "${before.clock}"`);
  if (now.synthetic !== before.synthetic)
    changed.push(now.synthetic ? "its values are made up now" : "its values are no longer made up");
  for (const { name, unit, missing } of before.columns) {
    const next = now.columns.find((column) => column.name === name);
    if (next === undefined) continue;
    if (String(next.missing) !== String(missing)) added.push(`what is missing in "${name}"`);
    if (next.unit === unit) continue;
    if (unit === undefined) added.push(`the unit "${next.unit}" of "${name}"`);
    else changed.push(`"${name}" is in ${unitText(next.unit)} instead of "${unit}"`);
  }
  for (const mean of before.means) {
    const next = now.means.find(({ name }) => name === mean.name);
    if (next === undefined) changed.push(`it has no mean "${mean.name}" any more`);
    else if (next.of.join() !== mean.of.join())
      changed.push(`"${mean.name}" is made of ${next.of.join(", ")} instead of ${mean.of.join(", ")}`);
    else if (next.unit === mean.unit) continue;
    else if (mean.unit === "") added.push(`the unit "${next.unit}" of "${mean.name}"`);
    else changed.push(`"${mean.name}" is in ${unitText(next.unit)} instead of "${mean.unit}"`);
  }
  const known = before.means.map(({ name }) => name);
  for (const { name } of now.means) if (!known.includes(name)) added.push(`the mean "${name}"`);
  for (const name of now.labels) if (!before.labels.includes(name)) added.push(`the label "${name}"`);
  return { changed, added };
}

function unitText(unit: string | undefined): string {
  return unit === undefined || unit === "" ? "no unit" : `"${unit}"`;
}
