import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { mergePlan } from "../../../engines/mod.ts";
import { comparePartition, type SnapshotCsv, writePartition } from "../../../engines/polars/mod.ts";
import { Failure } from "../../../errors/mod.ts";
import { toCsv } from "../../../frames/mod.ts";
import pl from "../../../frames/polars.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { TINY } from "../../helpers/feeds/tiny_feed.ts";
import { goOn, putCsv as put } from "../../helpers/folders/partitions.ts";
import { withTemporaryFolder } from "../../helpers/folders/temporary_folder.ts";

type Column = (typeof PLAN)["columns"][number];

const PLAN = mergePlan(TINY);
const HEADER = "ides,idmun,nmun,hloc,temp";
const FIRST = `${HEADER}\n1,2,"a ""b"", c",2026-10-31T22:00:00,-0.5\n20,54,,2026-10-31T22:00:00,\n`;
const SECOND = `${HEADER}\n1,2,"",2026-10-31T23:00:00,1e+300\n`;

test("writePartition() writes every row with its type and its snapshot, older ones first", async () => {
  await withTemporaryFolder(async (folder) => {
    const snapshots = [
      await put(folder, "20261031_220000", FIRST),
      await put(folder, "20261031_230000", SECOND),
    ];
    const path = join(folder, "month.parquet");
    await writePartition(path, snapshots, PLAN, goOn);
    const frame = pl.readParquet(path);
    assert.equal(frame.columns, [...HEADER.split(","), "cvegeo", "version"]);
    const types = ["Int64", "Int64", "String", "Datetime(us,)", "Float64", "String", "String"];
    assert.equal(
      frame.dtypes.map(String),
      types.map((type) => `DataType(${type})`),
    );
    assert.equal(frame.getColumn("version").toArray(), [
      "20261031_220000",
      "20261031_220000",
      "20261031_230000",
    ]);
    assert.equal(frame.getColumn("nmun").toArray(), ['a "b", c', null, ""]);
    assert.equal(frame.getColumn("cvegeo").toArray(), ["01002", "20054", "01002"]);
    const [first, second] = [frame.slice(0, 2), frame.slice(2, 1)].map((rows) =>
      toCsv(rows.drop("cvegeo", "version")),
    );
    assert.equal([first?.toString(), second?.toString()], [FIRST, SECOND]);

    await comparePartition(path, snapshots, PLAN);
  });
});

test("writePartition() keeps the order of more snapshots than it reads at once, and leaves nothing else behind", async () => {
  await withTemporaryFolder(async (folder) => {
    const snapshots: SnapshotCsv[] = [];
    for (let i = 0; i < 200; i++) {
      const version = `202610${String(10 + Math.floor(i / 24))}_${String(i % 24).padStart(2, "0")}0000`;
      const csv = `${HEADER}\n9,9,a,2026-10-31T22:00:00,${i}\n1,2,b,2026-10-31T22:00:00,\n`;
      snapshots.push(await put(folder, version, csv));
    }
    const before = await readdir(folder);
    await writePartition(join(folder, "month.parquet"), snapshots, PLAN, goOn);
    const frame = pl.readParquet(join(folder, "month.parquet"));
    const versions = snapshots.flatMap(({ version }) => [version, version]);
    assert.equal(frame.getColumn("version").toArray(), versions);
    assert.equal(
      frame.getColumn("temp").toArray(),
      snapshots.flatMap((_, i) => [i, null]),
    );
    assert.equal((await readdir(folder)).sort(), [...before, "month.parquet"].sort());
  });
});

test("writePartition() asks before each day of CSVs and before the last file whether to go on, and leaves no pieces", async () => {
  await withTemporaryFolder(async (folder) => {
    const csv = `${HEADER}\n1,2,b,2026-10-31T22:00:00,\n`;
    const snapshots: SnapshotCsv[] = [];
    for (let i = 0; i < 48; i++) {
      const version = `2026101${Math.floor(i / 24)}_${String(i % 24).padStart(2, "0")}0000`;
      snapshots.push(await put(folder, version, csv));
    }
    const before = (await readdir(folder)).sort();
    for (const last of [1, 2, 3]) {
      let asked = 0;
      const checkpoint = async () => {
        if (++asked === last) throw new Failure("terminated", "Told to.");
      };
      const path = join(folder, "month.parquet");
      await failsWith("terminated", /Told to/, () => writePartition(path, snapshots, PLAN, checkpoint));
      assert.equal((await readdir(folder)).sort(), before);
    }
  });
});

test("writePartition() takes no text at the beginning for a byte order mark", async () => {
  await withTemporaryFolder(async (folder) => {
    const [ides, idmun, nmun, ...others] = PLAN.columns as [Column, Column, Column, Column, Column];
    const schema = { ...PLAN, columns: [nmun, ides, idmun, ...others] };
    const csv =
      "nmun,ides,idmun,hloc,temp\n\ufeff,1,2,2026-10-31T22:00:00,1.5\n\ufeffa,1,3,2026-10-31T22:00:00,1.5\n";
    const path = join(folder, "month.parquet");
    await writePartition(path, [await put(folder, "20261031_220000", csv)], schema, goOn);
    assert.equal(pl.readParquet(path).getColumn("nmun").toArray(), ["\ufeff", "\ufeffa"]);
  });
});

test("writePartition() refuses a snapshot whose rows, header, values or bytes are not what they should be", async () => {
  await withTemporaryFolder(async (folder) => {
    const whole = await put(folder, "20261031_220000", FIRST);
    const cases: [string, RegExp, Partial<SnapshotCsv>][] = [
      [SECOND, /^The snapshot ".*230000\.csv" has 1 rows, and its manifest says 2\./, { rows: 2 }],
      [SECOND, /^The snapshot ".*230000\.csv" differs from its manifest: it was changed\./, { sha256: "0" }],
      [SECOND.replace("1e+300", "x"), /^Cannot read the snapshot ".*230000\.csv": .*x/, {}],
      [SECOND.replace("ides", "id"), /^The header of ".*230000\.csv" is not that of the feed "tiny"/, {}],
    ];
    for (const [csv, message, more] of cases) {
      const changed = { ...(await put(folder, "20261031_230000", csv)), ...more };
      await failsWith("contract", message, () =>
        writePartition(join(folder, `month-${message.source.length}`), [whole, changed], PLAN, goOn),
      );
    }
  });
});

test("writePartition() reads the file again, and says which rows did not get there", async () => {
  await withTemporaryFolder(async (folder) => {
    const snapshots = [
      await put(folder, "20261031_220000", FIRST),
      await put(folder, "20261031_230000", SECOND),
    ];
    const path = join(folder, "month.parquet");
    let asked = 0;
    // Before the file itself, its only piece loses its last row.
    const loseRow = async () => {
      if (++asked < 2) return;
      const rows = pl.scanParquet(`${path}-0`).collectSync().slice(0, 2);
      await writeFile(`${path}-0`, rows.writeParquet());
    };
    await failsWith(
      "io",
      /^Wrote 0 of the 1 rows of ".*230000\.csv" to a Parquet file in ".*"\. Check the disk/,
      () => writePartition(path, snapshots, PLAN, loseRow),
    );
  });
});

test("writePartition() says which snapshot is missing", async () => {
  await withTemporaryFolder(async (folder) => {
    const gone = {
      ...(await put(folder, "20261031_220000", FIRST)),
      path: join(folder, "20261031_230000.csv"),
    };
    await failsWith("io", /^Cannot read ".*20261031_230000\.csv": ENOENT/, () =>
      writePartition(join(folder, "month"), [gone], PLAN, goOn),
    );
    assert.not.ok((await readdir(folder)).includes("month"));
  });
});

test("writePartition() says where it cannot write", async () => {
  await withTemporaryFolder(async (folder) => {
    const snapshot = await put(folder, "20261031_220000", FIRST);
    const file = join(folder, "file");
    await writeFile(file, "");
    await failsWith(
      "io",
      /^Cannot write a Parquet file in ".*\/file": .*\. Check the disk and run again\.$/,
      () => writePartition(join(file, "month"), [snapshot], PLAN, goOn),
    );
  });
});

test.run();
