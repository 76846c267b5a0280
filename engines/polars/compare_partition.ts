import type pl from "nodejs-polars";
import { Failure } from "../../errors/mod.ts";
import { toCsv } from "../../frames/formats/to_csv.ts";
import { withCvegeo } from "../../frames/municipalities/with_cvegeo.ts";
import { type LocalFiles, localFiles } from "../../io/files.ts";
import type { RecordSchema } from "../plan.ts";
import { scanParquet } from "./_scan_parquet.ts";
import { readCsv, type SnapshotCsv } from "./_snapshot_csv.ts";

/** This many snapshots are read at once. */
const AT_ONCE = 24;

/**
 * Makes sure that a partition file gives back the CSVs of snapshots in it, byte for byte.
 *
 * @param path of the partition file
 * @param csvs of snapshots in it, oldest first
 * @throws {Failure} `contract` when a CSV is another or the partition file is damaged, `io` when a CSV cannot be read
 *
 * @example
 * ```ts
 * await comparePartition("month.parquet", csvs, mergePlan(smnHourly));
 * ```
 */
export async function comparePartition(
  path: string,
  csvs: readonly Omit<SnapshotCsv, "sha256">[],
  schema: RecordSchema,
  files: Pick<LocalFiles, "read"> = localFiles,
): Promise<void> {
  const names = schema.columns.map(({ name }) => name);
  for (let start = 0; start < csvs.length; start += AT_ONCE) {
    const some = csvs.slice(start, start + AT_ONCE);
    const versions = some.map(({ version }) => version);
    const frame = readRecords(path, versions, names);
    let row = 0;
    for (const csv of some) {
      const records = frame.slice(row, csv.rows);
      row += csv.rows;
      const bytes = await readCsv(csv.path, files);
      // A CSV of before there was "cvegeo" has none.
      const forms = [withCvegeo(records, schema.cvegeo), records];
      if (forms.some((form) => toCsv(form).equals(bytes))) continue;
      const message = `The snapshot "${csv.path}" differs from what "${path}" has of it, so it was not removed. Move one of the two away.`;
      throw new Failure("contract", message);
    }
  }
}

function readRecords(path: string, versions: readonly string[], names: readonly string[]): pl.DataFrame {
  try {
    // Over a damaged file Polars may panic: `collect()` would then end the process, this throws.
    return scanParquet(path, versions)
      .select(...names)
      .collectSync();
  } catch (cause) {
    const [why = ""] = (cause as Error).message.split("\n");
    throw new Failure("contract", `Cannot read "${path}": ${why}. Move it away and compact again.`, {
      cause,
    });
  }
}
