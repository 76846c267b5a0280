import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type OpenedData, openData } from "../../notebooks/open_data.ts";
import { compact } from "../../pipelines/maintain/compact.ts";
import { verify } from "../../pipelines/maintain/verify.ts";
import {
  folderOf,
  publishTables,
  readInventory,
  readManifest,
  type Version,
  withLock,
} from "../../store/mod.ts";
import { failsWith } from "../helpers/fails_with.ts";
import { withDataFolder } from "../helpers/folders/data_folder.ts";
import { withTemporaryFolder } from "../helpers/folders/temporary_folder.ts";
import { frameEqual } from "../helpers/frame_equal.ts";

/** Few towns, so that it takes no time. */
const FEW = { everyNthTown: 400 };

const MERGED = "data_merged/20260105_151000.csv";

const withSample = (sample: object, work: (data: OpenedData, folder: string) => Promise<void>) =>
  withTemporaryFolder(async (path) => {
    const folder = join(path, "sample");
    await work(await openData({ folder, sample: { ...FEW, ...sample } }), folder);
  });

const csvOf = (folder: string, name: string) => readFile(join(folder, name), "utf8");

/** Publishes a merged table as a merge an hour after the sample's would. */
async function publishMerged({ place: { data } }: OpenedData, csv: string): Promise<void> {
  const folder = folderOf("merged");
  const [before, version] = ["20260105_151000", "20260105_161000"] as Version[] as [Version, Version];
  const details = await readManifest(data, await readInventory(data), folder, before);
  const content = new TextEncoder().encode(csv);
  await withLock(data, "test", (held) => publishTables(held, [{ folder, version, content, details }]));
}

test("openData() makes a sample whose tables fit together, labelled as made up and true to its manifests", async () => {
  await withSample({}, async (data) => {
    assert.equal(data.versions, ["20260105_141000", "20260105_151000"]);
    assert.is(data.feed.synthetic, true);
    const [snapshot, forecast] = [await data.snapshot(), await data.forecast()];
    assert.equal([snapshot.height, forecast.height], [7, 7 * 116]);
    assert.equal([(await data.means()).height, (await data.merged()).height], [7, 7]);
    assert.is((await data.municipalities()).height, 2471);
    const { problems, unfinished } = await verify(data.place);
    assert.equal([problems, unfinished], [[], []]);
  });
});

test("openData().sql() gives DuckDB's answer as a frame, with its types and parameters", async () => {
  await withSample({}, async (data) => {
    const frame = await data.sql(
      "select ides, hloc_last, temp_mean, nmun, 9007199254740993 as big, null::double as none from merged where ides >= $state::int order by ides, idmun",
      { state: "2" },
    );
    const merged = (await data.merged()).filter(pl.col("ides").gtEq(pl.lit(2)));
    assert.equal(frame.dtypes.map((type) => String(type).replace(/^DataType\((\w+).*/, "$1")).slice(0, 4), [
      "Int64",
      "Datetime",
      "Float64",
      "String",
    ]);
    for (const name of ["ides", "temp_mean", "nmun"])
      assert.equal(frame.getColumn(name).toArray(), merged.getColumn(name).toArray(), name);
    assert.is(frame.getColumn("big").cast(pl.Utf8).toArray()[0], "9007199254740993");
    assert.is(frame.getColumn("none").toArray()[0], null);
    await failsWith("usage", /nope/, () => data.sql("select nope from merged"));
  });
});

test("openData() makes the same sample every time", async () => {
  await withSample({}, async (first) => {
    await withSample({}, async (second) => {
      frameEqual(await second.forecast(), await first.forecast());
      frameEqual(await second.merged(), await first.merged());
    });
  });
});

test("openData() uses a sample that is there, and leaves nothing beside it", async () => {
  await withSample({}, async ({ versions }, folder) => {
    const again = await openData({ folder, sample: { ...FEW, runs: 5 } });
    assert.equal(again.versions, versions);
    const { readdir } = await import("node:fs/promises");
    assert.equal(await readdir(join(folder, "..")), ["sample"]);
  });
});

test("openData() reads tables with their types, and a null as a null", async () => {
  await withSample({}, async (data, folder) => {
    const merged = await data.merged();
    const types = ["ides", "nmun", "temp_mean", "hloc_last"].map((name) =>
      String(merged.getColumn(name).dtype),
    );
    assert.match(types.join(), /Int64.*(Utf8|String).*Float64.*Datetime/);

    const [header = "", row = "", ...rows] = (await csvOf(folder, MERGED)).split("\n");
    const without = row.split(",").with(header.split(",").indexOf("temp_mean"), "").join();
    await publishMerged(data, [header, without, ...rows].join("\n"));
    const reopened = await openData({ folder });
    assert.is((await reopened.merged()).getColumn("temp_mean").get(0), null);
  });
});

test("openData() gives no table that was changed since it was published, and names the file", async () => {
  await withSample({}, async (data, folder) => {
    for (const [name, read] of [
      [MERGED, data.merged],
      ["data_temp_prec_mean/20260105_151000.csv", data.means],
      ["data_municipio_x_hora/20260105_151000.csv", () => data.snapshot()],
      ["data_municipio_x_hora/20260105_141000.csv", async () => await (await data.scan()).collect()],
    ] as const) {
      const csv = await csvOf(folder, name);
      await writeFile(join(folder, name), csv.replace(/\d\n/, "\n"));
      const says = new RegExp(`^"[^"]*/${name}" was changed since it was published: `);
      await failsWith("contract", says, read);
      await writeFile(join(folder, name), csv);
      await read();
    }
  });
});

test("openData() goes on with one snapshot only", async () => {
  await withSample({ runs: 1 }, async (data) => {
    assert.is(data.versions.length, 1);
    assert.is((await (await data.scan()).collect()).height, 7);
    assert.is((await data.means()).getColumn("records").max(), 1);
  });
});

test("openData() has a snapshot of each hour of a run, and scans the same rows from CSV and from Parquet", async () => {
  await withSample({ runs: 1, hourly: true }, async (data) => {
    assert.is(data.versions.length, 116);
    const sorted = (frame: pl.DataFrame) => frame.sort({ by: ["version", "ides", "idmun"] });
    const all = sorted(await (await data.scan()).collect());
    assert.is(all.select(pl.col("hloc").nUnique()).row(0)[0], 116);
    const forecast = (await data.forecast()).sort({ by: ["hloc", "ides", "idmun"] });
    frameEqual(all.drop("version"), forecast);

    await compact({ ...data.place, feed: data.feed });
    frameEqual(sorted(await (await data.scan()).collect()), all);
    const hour = await data.snapshot(data.versions[3]);
    frameEqual(hour, hour.sort({ by: ["ides", "idmun"] }));
    assert.is(hour.height, 7);
  });
});

test("openData() refuses a folder without data, a snapshot that is not there, and a sample it cannot make", async () => {
  await withDataFolder(async ({ path }) => {
    await failsWith(
      "no-input",
      /^Found no snapshot in ".*data_municipio_x_hora"\. Run "municlima ingest" first/,
      () => openData({ folder: path }),
    );
  });
  await withSample({}, async (data) => {
    await failsWith(
      "no-input",
      /^Found no snapshot "x" in "[^"]+"\. The newest is "20260105_151000"\.$/,
      () => data.snapshot("x"),
    );
  });
  for (const sample of [{ runs: 25 }, { runs: 0 }, { everyNthTown: 0.5 }, { runs: 2, hourly: true }]) {
    await failsWith("usage", /^Cannot make /, () => openData({ folder: "/nowhere", sample }));
  }
});

test.run();
