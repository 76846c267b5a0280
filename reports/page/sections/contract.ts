import { emptyCard, fillCard } from "../card.ts";
import { h } from "../h.ts";
import type { Section, View } from "../view.ts";
import { fill } from "../words/words.ts";

/** A line of the check: what was looked at, what was found, and whether that is as it should be, where that is known. */
type Finding = { readonly what: string; readonly found: string; readonly good?: boolean };

/** How many keys or columns are named. */
const NAMED = 8;

/** What the newest feed covers and whether it keeps its contract, as its ingest and the merge found. */
export function contract(): Section {
  const element = emptyCard("contract");
  return { element, draw: (view) => draw(element, view), on: [] };
}

function draw(element: HTMLElement, view: View): void {
  const { words, data } = view;
  const { contract } = data;
  const rows = [...feedFindings(view), ...mergeFindings(view)].map(({ what, found, good }) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, what),
      h("td", {}, found),
      h(
        "td",
        { class: good === undefined ? undefined : good ? "good" : "notable" },
        good !== undefined && h("span", { "aria-hidden": "true" }, good ? "✓ " : "! "),
        good !== undefined && (good ? words.good : words.notable),
      ),
    ),
  );
  const table = h("table", { class: "findings" }, h("tbody", {}, ...rows));
  const missing = contract === null && h("p", { class: "empty" }, words.noSnapshot);
  fillCard(element, words.contract, words.contractText, contract ?? data.merged, view, missing, table);
}

function feedFindings({ data, words, format }: View): Finding[] {
  const { contract } = data;
  if (contract === null) return [];
  const { towns, expected, rows, town_records, duplicates, empty, out_of_range, left_out, unchanged_since } =
    contract;
  const { fewest, most } = town_records;
  const count = (value: number) => (value === 0 ? words.none : format.count(value));
  const wanted = expected.towns * expected.records_per_town;
  // A feed whose description does not say what is whole expects the least: what is there is neither good nor bad.
  const judged = (good: boolean, whole: number) => (good && whole === 1 ? {} : { good });
  const of = (found: number, whole: number) =>
    found > whole
      ? format.count(found)
      : fill(words.of, { count: format.count(found), expected: format.count(whole) });
  return [
    {
      what: words.checkTowns,
      found: of(towns, expected.towns),
      ...judged(towns >= expected.towns, expected.towns),
    },
    {
      what: words.checkRows,
      found: of(rows, wanted),
      ...judged(rows >= wanted, wanted),
    },
    {
      what: words.checkPerTown,
      found:
        fewest === most
          ? format.count(most)
          : fill(words.between, { low: format.count(fewest), high: format.count(most) }),
      ...judged(fewest >= expected.records_per_town, expected.records_per_town),
    },
    {
      what: words.checkEmpty,
      found: listed(
        empty.map(({ column, rows }) => fill(words.inColumn, { column, count: format.count(rows) })),
        words.none,
      ),
      good: empty.length === 0,
    },
    {
      what: words.checkRange,
      found: listed(
        out_of_range.map(({ column, rows, lowest, highest }) =>
          fill(words.rangeInColumn, {
            column,
            count: format.count(rows),
            low: format.count(lowest),
            high: format.count(highest),
          }),
        ),
        words.none,
      ),
      good: out_of_range.length === 0,
    },
    { what: words.checkDoubled, found: count(duplicates), good: duplicates === 0 },
    { what: words.checkLeft, found: count(left_out), good: left_out === 0 },
    {
      what: words.checkUnchanged,
      found:
        unchanged_since === null
          ? words.changed
          : fill(words.unchanged, { time: format.moment(unchanged_since) }),
      good: unchanged_since === null,
    },
  ];
}

function mergeFindings({ data, words, format }: View): Finding[] {
  if (data.merged.unmatched === null) return [];
  const { towns, municipalities } = data.merged.unmatched;
  const gaps = data.feed.known_gaps;
  const known = municipalities.filter((key) => gaps[key] !== undefined);
  const others = municipalities.filter((key) => gaps[key] === undefined);
  const named = (keys: readonly string[]) =>
    keys.length === 0 ? words.none : `${format.count(keys.length)}: ${listed(keys, words.none)}`;
  return [
    { what: words.checkUnmatched, found: named(towns), good: towns.length === 0 },
    { what: words.checkPartners, found: named(others), good: others.length === 0 },
    // The provider has never told of them: that is so on every page, and nothing to look into.
    ...(known.length === 0
      ? []
      : [{ what: words.checkGaps, found: known.map((key) => `${gaps[key]} (${key})`).join(", ") }]),
  ];
}

function listed(texts: readonly string[], none: string): string {
  if (texts.length === 0) return none;
  return texts.slice(0, NAMED).join(", ") + (texts.length > NAMED ? ", …" : "");
}
