import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import { mergePlan } from "../../../engines/mod.ts";
import { comparePartition, type SnapshotCsv, writePartition } from "../../../engines/polars/mod.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { TINY } from "../../helpers/feeds/tiny_feed.ts";
import { goOn, putCsv } from "../../helpers/folders/partitions.ts";
import { withTemporaryFolder } from "../../helpers/folders/temporary_folder.ts";

const PLAN = mergePlan(TINY);
const HEADER = "ides,idmun,nmun,hloc,temp";
const SECOND = `${HEADER}\n1,2,c,2026-10-31T23:00:00,-3.0\n20,54,,2026-10-31T23:00:00,\n`;

async function withPartition(
  work: (path: string, csvs: readonly SnapshotCsv[]) => Promise<void>,
): Promise<void> {
  await withTemporaryFolder(async (folder) => {
    const first = `${HEADER}\n1,2,"a,b",2026-10-31T22:00:00,1.5\n`;
    const csvs = [
      await putCsv(folder, "20261031_220000", first),
      await putCsv(folder, "20261031_230000", SECOND),
    ];
    const path = join(folder, "month.parquet");
    await writePartition(path, csvs, PLAN, goOn);
    await work(path, csvs);
  });
}

test("comparePartition() finds that a Parquet file gives back its CSVs, and where one has any other byte", async () => {
  await withPartition(async (path, csvs) => {
    await comparePartition(path, csvs, PLAN);
    await comparePartition(path, csvs.slice(1), PLAN);
    for (const changed of [SECOND.replace("-3.0", "-3"), `${SECOND}\n`, SECOND.replace("\n", "\r\n"), ""]) {
      await writeFile(csvs[1]?.path ?? "", changed);
      await failsWith(
        "contract",
        /^The snapshot ".*230000\.csv" differs from what ".*parquet" has of it/,
        () => comparePartition(path, csvs, PLAN),
      );
    }
  });
});

test("comparePartition() says which file it cannot read", async () => {
  await withPartition(async (path, csvs) => {
    await failsWith("contract", /^Cannot read ".*none\.parquet": .*Move it away and compact again\.$/, () =>
      comparePartition(path.replace("month", "none"), csvs, PLAN),
    );
    const gone = csvs.map((csv) => ({ ...csv, path: `${csv.path}.gone` }));
    await failsWith("io", /^Cannot read ".*220000\.csv\.gone": ENOENT/, () =>
      comparePartition(path, gone, PLAN),
    );
  });
});

test.run();
