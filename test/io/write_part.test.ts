import { readdir } from "node:fs/promises";
import { join } from "node:path";
import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { Failure } from "../../errors/mod.ts";
import type { Column } from "../../frames/mod.ts";
import { toCsv } from "../../frames/mod.ts";
import { checkPart } from "../../io/check_part.ts";
import {
  type Manifest,
  type PartDetails,
  type PartSnapshot,
  sha256,
  type Version,
} from "../../io/store/mod.ts";
import { writePart } from "../../io/write_part.ts";
import { type DataFolder, withDataFolder } from "../helpers/data_folder.ts";
import { failsWith } from "../helpers/fails_with.ts";
import { TINY } from "../helpers/tiny_feed.ts";

const HEADER = "ides,idmun,nmun,hloc,temp";
const FIRST = `${HEADER}\n1,2,"a ""b"", c",2026-10-31T22:00:00,-0.5\n20,54,,2026-10-31T22:00:00,\n`;
const SECOND = `${HEADER}\n1,2,"",2026-10-31T23:00:00,1e+300\n`;

async function put(folder: DataFolder, version: string, csv: string): Promise<PartSnapshot> {
  await folder.put(`data_municipio_x_hora/${version}.csv`, csv);
  const bytes = new TextEncoder().encode(csv);
  const rows = csv.trimEnd().split("\n").length - 1;
  return {
    version: version as Version,
    sha256: sha256(bytes),
    bytes: bytes.length,
    rows,
    model_run: "2026-10-31T16:00:00",
  };
}

test("writePart() writes every row with its type and its snapshot, older ones first", async () => {
  await withDataFolder(async (folder) => {
    const snapshots = [
      await put(folder, "20261031_220000", FIRST),
      await put(folder, "20261031_230000", SECOND),
    ];
    const path = join(folder.path, "part.parquet");
    await writePart(path, folder.path, snapshots, TINY);
    const frame = pl.readParquet(path);
    assert.equal(frame.columns, [...HEADER.split(","), "version"]);
    const types = ["Int64", "Int64", "String", "Datetime(us,)", "Float64", "String"];
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
    const [first, second] = [frame.slice(0, 2), frame.slice(2, 1)].map((rows) => toCsv(rows.drop("version")));
    assert.equal([first?.toString(), second?.toString()], [FIRST, SECOND]);

    const manifest = { snapshots } as unknown as Manifest<PartDetails>;
    await checkPart({ path, manifest }, snapshots, folder.path, TINY);
  });
});

test("writePart() keeps the order of more snapshots than one plan reads, and leaves nothing else behind", async () => {
  await withDataFolder(async (folder) => {
    const snapshots: PartSnapshot[] = [];
    for (let i = 0; i < 200; i++) {
      const version = `202610${String(10 + Math.floor(i / 24))}_${String(i % 24).padStart(2, "0")}0000`;
      const csv = `${HEADER}\n9,9,a,2026-10-31T22:00:00,${i}\n1,2,b,2026-10-31T22:00:00,\n`;
      snapshots.push(await put(folder, version, csv));
    }
    const before = await readdir(folder.path);
    await writePart(join(folder.path, "part.parquet"), folder.path, snapshots, TINY);
    const frame = pl.readParquet(join(folder.path, "part.parquet"));
    const versions = snapshots.flatMap(({ version }) => [version, version]);
    assert.equal(frame.getColumn("version").toArray(), versions);
    assert.equal(
      frame.getColumn("temp").toArray(),
      snapshots.flatMap((_, i) => [i, null]),
    );
    assert.equal((await readdir(folder.path)).sort(), [...before, "part.parquet"].sort());
  });
});

test("writePart() asks before each day of CSVs and before the last file whether to go on, and leaves no pieces", async () => {
  await withDataFolder(async (folder) => {
    const csv = `${HEADER}\n1,2,b,2026-10-31T22:00:00,\n`;
    const snapshots: PartSnapshot[] = [];
    for (let i = 0; i < 48; i++) {
      const version = `2026101${Math.floor(i / 24)}_${String(i % 24).padStart(2, "0")}0000`;
      snapshots.push(await put(folder, version, csv));
    }
    const before = (await readdir(folder.path)).sort();
    for (const last of [1, 2, 3]) {
      let asked = 0;
      const checkpoint = async () => {
        if (++asked === last) throw new Failure("terminated", "Told to.");
      };
      const path = join(folder.path, "part.parquet");
      await failsWith("terminated", /Told to/, () =>
        writePart(path, folder.path, snapshots, TINY, checkpoint),
      );
      assert.equal((await readdir(folder.path)).sort(), before);
    }
  });
});

test("writePart() takes no text at the beginning for a byte order mark", async () => {
  await withDataFolder(async (folder) => {
    const [ides, idmun, nmun, hloc, temp] = TINY.columns as [Column, Column, Column, Column, Column];
    const schema = { ...TINY, columns: [nmun, ides, idmun, hloc, temp] };
    const csv =
      "nmun,ides,idmun,hloc,temp\n\ufeff,1,2,2026-10-31T22:00:00,1.5\n\ufeffa,1,3,2026-10-31T22:00:00,1.5\n";
    const path = join(folder.path, "part.parquet");
    await writePart(path, folder.path, [await put(folder, "20261031_220000", csv)], schema);
    assert.equal(pl.readParquet(path).getColumn("nmun").toArray(), ["\ufeff", "\ufeffa"]);
  });
});

test("writePart() refuses a snapshot whose rows, header, values or bytes are not what they should be", async () => {
  await withDataFolder(async (folder) => {
    const whole = await put(folder, "20261031_220000", FIRST);
    const cases: [string, RegExp, Partial<PartSnapshot>][] = [
      [
        SECOND,
        /^The snapshot "20261031_230000" has 1 rows, not the 2 that its manifest tells\./,
        { rows: 2 },
      ],
      [
        SECOND,
        /^The snapshot ".*230000\.csv" is not what its manifest tells: it was changed\./,
        { sha256: "0" },
      ],
      [SECOND.replace("1e+300", "x"), /^Cannot read the snapshot ".*230000\.csv": .*x/, {}],
      [SECOND.replace("ides", "id"), /^The header of ".*230000\.csv" is not that of the feed "tiny"/, {}],
    ];
    for (const [csv, message, more] of cases) {
      const changed = { ...(await put(folder, "20261031_230000", csv)), ...more };
      await failsWith("contract", message, () =>
        writePart(join(folder.path, `part-${message.source.length}`), folder.path, [whole, changed], TINY),
      );
    }
  });
});

test("writePart() says which snapshot is missing", async () => {
  await withDataFolder(async (folder) => {
    const gone = { ...(await put(folder, "20261031_220000", FIRST)), version: "20261031_230000" as Version };
    await failsWith("io", /^Cannot read ".*20261031_230000\.csv": ENOENT/, () =>
      writePart(join(folder.path, "part"), folder.path, [gone], TINY),
    );
    assert.not.ok((await readdir(folder.path)).includes("part"));
  });
});

test("writePart() says where it cannot write", async () => {
  await withDataFolder(async (folder) => {
    const snapshot = await put(folder, "20261031_220000", FIRST);
    const file = await folder.put("file", "");
    await failsWith(
      "io",
      /^Writing a Parquet file in ".*\/file" failed: .*\. Check the disk and run again\.$/,
      () => writePart(join(file, "part"), folder.path, [snapshot], TINY),
    );
  });
});

test.run();
