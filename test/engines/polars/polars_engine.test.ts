import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { mergePlan, type Partition } from "../../../engines/mod.ts";
import { polarsEngine } from "../../../engines/polars/mod.ts";
import { Failure } from "../../../errors/mod.ts";
import type pl from "../../../frames/polars.ts";
import { townMeans } from "../../../frames/towns/town_means.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { TINY } from "../../helpers/feeds/tiny_feed.ts";
import { goOn, putPartitions } from "../../helpers/folders/partitions.ts";
import { withTemporaryFolder } from "../../helpers/folders/temporary_folder.ts";

const PLAN = mergePlan(TINY);
const HEADER = "ides,idmun,nmun,hloc,temp";

/** A snapshot of some towns, each as "idmun,name,temperature". */
const csv = (...towns: string[]) =>
  [HEADER, ...towns.map((town) => `20,${town.replace(/,(?=[^,]*$)/, ",2026-10-31T22:00:00,")}`), ""].join(
    "\n",
  );

async function aggregated(
  partitions: readonly Partition[],
  plan = PLAN,
): Promise<{ totals: pl.DataFrame; labels: pl.DataFrame }> {
  return await polarsEngine.aggregate(plan, partitions, goOn);
}
async function means(partitions: readonly Partition[]): Promise<unknown[]> {
  const { totals, labels } = await aggregated(partitions);
  return townMeans(totals, labels, PLAN)
    .toRecords()
    .map(({ idmun, nmun, temp_mean, records }) => `${idmun} ${nmun} ${temp_mean} ${records}`);
}

/** The same four snapshots, in the files that are named. */
async function fourSnapshots(
  work: (partitions: Partition[], folder: string) => Promise<void>,
  ...files: (string | undefined)[]
): Promise<void> {
  const snapshots = [
    csv("1,Old,1", "2,Gone,10"),
    csv("1,Old,2"),
    csv("1,Renamed,3", "3,Late,"),
    csv("1,New,5", "3,Late,"),
  ];
  await withTemporaryFolder(async (folder) => {
    const given = snapshots.map((csv, i) => ({ csv, parquet: files[i] }));
    await work(await putPartitions(folder, PLAN, given), folder);
  });
}

test("polarsEngine gives the same towns from CSV, from Parquet and from any mixture of the two", async () => {
  const mixtures = [
    [],
    ["a", "a", "a", "a"],
    ["a", "a", "b", "b"],
    [undefined, "a", "a", undefined],
    ["a", undefined, undefined, "a"],
    ["a", "b", "a", "b"],
  ];
  for (const files of mixtures) {
    await fourSnapshots(
      async (partitions) => {
        assert.equal(await means(partitions), ["1 New 2.75 4", "2 Gone 10 1", "3 Late null 2"], files.join());
      },
      ...files,
    );
  }
});

test("polarsEngine reads of a Parquet file no other snapshots than those that count", async () => {
  await fourSnapshots(
    async ([first]) => {
      const { path } = first as Partition;
      const versions = ["20261101_000001", "20261101_000002"];
      const some = { path, format: "parquet", versions, whole: false, rows: 3 } as const;
      assert.equal(await means([some]), ["1 Renamed 2.5 2", "3 Late null 1"]);
    },
    ...["a", "a", "a", "a"],
  );
});

test("polarsEngine reads more CSVs than one batch has, and asks before each batch whether to go on", async () => {
  await withTemporaryFolder(async (folder) => {
    const snapshots = Array.from({ length: 200 }, (_, i) => ({ csv: csv(`1,${i},${i}`) }));
    const partitions = await putPartitions(folder, PLAN, snapshots);
    let asked = 0;
    const { totals, labels } = await polarsEngine.aggregate(PLAN, partitions, async () => {
      asked++;
    });
    assert.is(asked, 3);
    assert.is(totals.height, 3);
    const [row] = townMeans(totals, labels, PLAN).toRecords();
    assert.equal([row?.temp_mean, row?.records, row?.nmun], [99.5, 200, "199"]);
    for (const last of [1, 2, 3]) {
      asked = 0;
      const stop = async () => {
        if (++asked === last) throw new Failure("terminated", "Told to.");
      };
      await failsWith("terminated", /Told to/, () => polarsEngine.aggregate(PLAN, partitions, stop));
    }
  });
});

test("polarsEngine never adds up two towns that share idmun", async () => {
  await withTemporaryFolder(async (folder) => {
    const text = `${HEADER}\n19,1,a,2026-10-31T22:00:00,30\n20,1,b,2026-10-31T22:00:00,10\n`;
    assert.equal(await means(await putPartitions(folder, PLAN, [{ csv: text }, { csv: text }])), [
      "1 a 30 2",
      "1 b 10 2",
    ]);
  });
});

test("polarsEngine gives the columns that its port promises, whatever a feed's columns are called", async () => {
  // Each name here is that of a method or a property of a Polars frame, or one that JavaScript puts first.
  const names = ["select", "height", "join", "lazy", "2020"];
  const plan = mergePlan({
    ...TINY,
    columns: TINY.columns.map((column, i) => ({ ...column, name: names[i] as string })),
    key: ["select", "height"],
    time: "lazy",
    labels: ["join"],
    means: [{ name: "columns", of: ["2020"], unit: "°C" }],
  });
  for (const parquet of [undefined, "a"]) {
    await withTemporaryFolder(async (folder) => {
      const snapshots = [csv("1,Old,1", "2,Gone,10"), csv("1,New,2.5")].map((text) => ({
        csv: text.replace(HEADER, names.join()),
        parquet,
      }));
      const { totals, labels } = await aggregated(await putPartitions(folder, plan, snapshots), plan);
      assert.equal(totals.columns, [
        ...[
          "select",
          "height",
          "columns",
          "columns_rest",
          "columns_count",
          "records",
          "lazy_first",
          "lazy_last",
        ],
      ]);
      assert.equal(labels.columns, ["select", "height", "join"]);
      labels.columns = ["ides", "idmun", "nmun"];
      totals.columns =
        "ides idmun temp_mean temp_mean_rest temp_mean_count records hloc_first hloc_last".split(" ");
      assert.equal(
        townMeans(totals, labels, TINY)
          .toRecords()
          .map(({ nmun, temp_mean }) => [nmun, temp_mean]),
        [
          ["New", 1.75],
          ["Gone", 10],
        ],
      );
    });
  }
});

test("polarsEngine names the file that does not hold what it should", async () => {
  await fourSnapshots(
    async (partitions) => {
      const [parquet, , broken] = partitions as [Partition, Partition, Partition];
      await writeFile(broken.path, csv("1,a,1", "2,b,warm"));
      await failsWith(
        "contract",
        /^Cannot read the snapshot ".*000003\.csv": could not parse `warm` .*restore it from a backup, or move it away\.$/,
        () => aggregated(partitions),
      );
      await writeFile(broken.path, csv("1,a,1").replace("temp", "prec"));
      await failsWith("contract", /^The header of ".*000003\.csv" is not that of the feed "tiny"/, () =>
        aggregated(partitions),
      );
      for (const bytes of ["", "PAR1 no more", "PAR1PAR1"]) {
        await writeFile(parquet.path, bytes);
        await failsWith(
          "contract",
          /^Cannot read ".*\/a": .*restore it from a backup, or move it away\.$/,
          () => aggregated(partitions),
        );
      }
    },
    ...["a", "a"],
  );
});

test("polarsEngine names a CSV that is not there", async () => {
  await withTemporaryFolder(async (folder) => {
    const path = join(folder, "none.csv");
    await failsWith("io", /^Cannot read ".*none\.csv": ENOENT.*Check that it exists and is readable\.$/, () =>
      aggregated([{ path, format: "csv", versions: ["1"], whole: true, rows: 1 }]),
    );
  });
});

test.run();
