import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const FOLDER = new URL("./.figures/", import.meta.url);

/** What one long test tried and what held, a row of the reliability report. */
export type Figures = {
  /** What was done, as in "kill -9 during ingest". */
  readonly tried: string;
  /** How often. */
  readonly times: number;
  /** What held each time. */
  readonly held: string;
  /** What else was counted, as in `{ published: 12, refused: 38 }`. */
  readonly counts?: Readonly<Record<string, number | string>>;
};

/** Keeps what a long test has counted for `docs/reliability.md`; `section` is the report's heading. */
export async function keepFigures(section: string, figures: readonly Figures[]): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  await writeFile(new URL(`${section}.json`, FOLDER), JSON.stringify(figures, null, 2));
}

/** What the last run of the long tests kept, by section. */
export async function keptFigures(): Promise<Map<string, readonly Figures[]>> {
  const files = (await readdir(fileURLToPath(FOLDER))).sort();
  const read = async (file: string): Promise<[string, readonly Figures[]]> => [
    file.replace(/\.json$/, ""),
    JSON.parse(await readFile(new URL(file, FOLDER), "utf8")),
  ];
  return new Map(await Promise.all(files.map(read)));
}
