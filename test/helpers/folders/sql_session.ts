import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openSql, type SqlSession } from "../../../engines/duckdb/mod.ts";
import { withTemporaryFolder } from "./temporary_folder.ts";

/** Gives a session that was given one table, "towns" of two rows, in a folder that holds other files as well. */
export async function withSqlSession(
  work: (session: SqlSession, folder: string) => Promise<void>,
  options: { readonly memory?: string; readonly name?: string; readonly csv?: string } = {},
): Promise<void> {
  const {
    memory,
    name = "data",
    csv = 'ides,nmun,temp,hloc\n1,León,22.5,2026-11-24T12:00:00\n20,"",,\n',
  } = options;
  await withTemporaryFolder(async (root) => {
    const folder = join(root, name);
    await mkdir(folder);
    const path = join(folder, "20261124_120000.csv");
    await writeFile(path, csv);
    await writeFile(join(folder, "secret.csv"), "secret\nx\n");
    const session = await openSql({ memory, spill: join(folder, "spill"), names: ["towns"] });
    try {
      const columns = [
        { name: "ides", type: "integer" },
        { name: "nmun", type: "string" },
        { name: "temp", type: "number" },
        { name: "hloc", type: "datetime" },
      ] as const;
      await session.give(
        [{ name: "towns", hasVersion: true, rows: [{ format: "csv", paths: [path], columns }] }],
        join(folder, "out.parquet"),
      );
      await work(session, folder);
    } finally {
      session.close();
    }
  });
}

/** The rows of a query, as texts. */
export async function rowsOf(session: SqlSession, sql: string): Promise<string[][]> {
  const { columns, chunks } = await session.ask(await session.parse(sql));
  const rows: string[][] = [];
  for await (const { rows: count, values } of chunks) {
    for (let row = 0; row < count; row++) rows.push(columns.map((_, i) => String(values[i]?.[row])));
  }
  return rows;
}
