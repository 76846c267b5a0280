import * as assert from "uvu/assert";
import { smnHourly } from "../../../configs/feeds/smn_hourly.ts";
import type { Feed } from "../../../configs/mod.ts";
import { type Contract, STRICT } from "../../../frames/mod.ts";
import { csvEqual } from "../csv_equal.ts";
import { outcomeOf } from "../faults/outcome.ts";
import { hastyFiles } from "../folders/hasty_files.ts";
import { worldAt } from "../world.ts";
import { bodyOf, COLUMNS, type MutatedBody, textIn } from "./mutated_body.ts";
import { HOURLY, oracleLast } from "./oracle.ts";
import { oracleRow, oracleRows, type Row } from "./oracle_rows.ts";

const quarantined = { mode: "discard_row", at_most: 1e9 } as const;
/** The hourly feed with few columns and without their ranges: small feeds come by thousands. */
const FEED: Feed = {
  ...smnHourly,
  columns: smnHourly.columns
    .filter(({ name }) => COLUMNS.includes(name))
    .map(({ name, type, meaning }) => ({ name, type, meaning })),
  labels: ["nmun"],
};
/** Quarantines every row that is not as it should be, however many. */
const QUARANTINED: Contract = {
  ...STRICT,
  missing_column: quarantined,
  extra_column: quarantined,
  type: quarantined,
  range: { mode: "evolve", at_most: 0 },
};

/**
 * Ingests a damaged body: all of it or nothing, or row by row. Asserts that the snapshot is what plain JavaScript
 * finds, or that nothing was published and a failure says why where that finds no feed.
 *
 * @returns what came of it
 */
export async function ingestDamaged(mutated: MutatedBody, byRow: boolean): Promise<"published" | "refused"> {
  const body = bodyOf(mutated);
  async function* stdin() {
    yield body;
  }
  const feed = byRow ? { ...FEED, contract: QUARANTINED } : FEED;
  const world = worldAt("2026-11-24T12:00:00Z", { stdin: stdin() });
  const outcome = await outcomeOf(feed, {}, world, async () => "-", hastyFiles);

  const text = textIn(body);
  const rows = text === undefined ? undefined : byRow ? rowByRow(text) : oracleRows(text, COLUMNS);
  if (rows === undefined) {
    assert.ok("failure" in outcome, "a body was published that is no feed");
    return "refused";
  }
  assert.ok("csv" in outcome, "failure" in outcome ? outcome.failure.message : "");
  csvEqual(outcome.csv, [...COLUMNS, "cvegeo"], oracleLast(rows, HOURLY));
  return "published";
}

/** The rows that are good by themselves; undefined where there is none. */
function rowByRow(text: string): Row[] | undefined {
  try {
    const rows: unknown = JSON.parse(text);
    if (!Array.isArray(rows) || depthOf(text) > smnHourly.caps.nesting) return undefined;
    const good = rows.map((row) => oracleRow(row, COLUMNS)).filter((row) => row !== undefined);
    return good.length === 0 ? undefined : good;
  } catch {
    return undefined;
  }
}

/** How deep a JSON text is nested. */
function depthOf(json: string): number {
  let [depth, deepest] = [0, 0];
  for (const [bracket] of json.replace(/"(?:[^"\\]|\\.)*"/gs, "").matchAll(/[[\]{}]/g)) {
    depth += bracket === "[" || bracket === "{" ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
