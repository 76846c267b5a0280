import type { Results, Row } from "../runner/results.ts";
import { seconds, table } from "./cells.ts";

const MARKS = ["<!-- speed -->\n", "<!-- /speed -->"] as const;
/** The workloads that the paragraph tells of. */
const TOLD = ["ingest", "merge", "year-csv", "year-parquet"];
/** The contestants it tells of: how each one's name begins, and what it is called. */
const COLUMNS = ["municlima", "DuckDB", "Polars", "pandas"] as const;

/**
 * A page with its paragraph on speed as these results have it. Without results there is none.
 *
 * @throws {Error} where the page has no marks for it
 *
 * @example
 * ```ts
 * await writeFile("docs/design.md", withSpeed(await readFile("docs/design.md", "utf8"), results));
 * ```
 */
export function withSpeed(page: string, results: Results): string {
  const [begin, end] = MARKS.map((mark) => page.indexOf(mark)) as [number, number];
  if (begin === -1 || end < begin) throw new Error(`The page has no "${MARKS.join("")}".`);
  return `${page.slice(0, begin)}${MARKS[0]}${paragraph(results)}${page.slice(end)}`;
}

function paragraph({ machine, workloads }: Results): string {
  const told = workloads.filter(({ name }) => TOLD.includes(name));
  if (told.length === 0) return "";
  const rows = told.map(({ title, rows }) => [
    title,
    ...COLUMNS.map((name) => cell(rows.filter(({ contestant }) => contestant.startsWith(name)))),
  ]);
  const machineText = `${machine.cores} cores (${machine.cpu})`;
  return (
    `Whole runs beside scripts that do the same work, on ${machineText}, median time and peak memory; of two ways ` +
    `to run DuckDB the faster. [bench/RESULTS.md](../bench/RESULTS.md) has it all, \`npm run bench\` measures it again.\n\n` +
    `${table(["", ...COLUMNS], rows)}\n`
  );
}

function cell(rows: readonly Row[]): string {
  const [best] = rows.toSorted((a, b) => a.wall - b.wall);
  return best === undefined ? "" : `${seconds(best.wall)}, ${best.peakMb?.toFixed(0)} MB`;
}
