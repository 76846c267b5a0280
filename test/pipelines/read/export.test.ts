import { appendFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { read, utils } from "xlsx";
import { MUNICIPALITY_COLUMNS } from "../../../configs/mod.ts";
import { municipalityFrame, plainRows } from "../../../frames/mod.ts";
import { realEffects } from "../../../io/effects.ts";
import { merge } from "../../../pipelines/merge/merge.ts";
import { type ExportOptions, exportTable } from "../../../pipelines/read/export.ts";
import type { ExportFormat } from "../../../pipelines/read/export_result.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { eachFault } from "../../helpers/faults/each_fault.ts";
import { csvRows } from "../../helpers/feeds/csv_rows.ts";
import { HOSTILE } from "../../helpers/feeds/hostile_towns.ts";
import { TINY_FEED } from "../../helpers/feeds/tiny_feed.ts";
import { type DataFolder, MUNICIPALITIES, withDataFolder } from "../../helpers/folders/data_folder.ts";
import { placeIn } from "../../helpers/folders/place_in.ts";
import { snapshotAt } from "../../helpers/folders/snapshot_at.ts";
import { frameEqual } from "../../helpers/frame_equal.ts";
import { worldAt } from "../../helpers/world.ts";

/** Towns whose names are hostile, one of them without a value. */
async function fill(folder: DataFolder) {
  const rows = HOSTILE.filter((name) => name !== null).map((nmun, i) => ({
    idmun: `${i + 1}`,
    nmun,
    temp: i === 3 ? "" : `${i / 4}`,
  }));
  const keys = rows.map(({ idmun }) => `20,${idmun},${idmun}0`).join("\n");
  await folder.put(MUNICIPALITIES, `${MUNICIPALITY_COLUMNS.map(({ name }) => name).join(",")}\n${keys}\n`);
  await snapshotAt(folder, "2026-11-24T11:00:00Z", ...rows.slice(0, 2));
  await snapshotAt(folder, "2026-11-24T12:00:00Z", ...rows);
  return await merge(
    { ...placeIn(folder.settings({ window: 1 })), feed: TINY_FEED },
    worldAt("2026-11-24T12:10:00Z"),
  );
}

const exporting = (folder: DataFolder) => async (dataset: ExportOptions["dataset"], format: ExportFormat) => {
  const output = join(folder.path, `out.${format}`);
  const result = await exportTable({ ...placeIn(folder.settings()), dataset, format, output });
  return { result, output, text: await folder.read(`out.${format}`) };
};

test("exportTable() escapes what a spreadsheet would run in a CSV, when told to", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    const output = join(folder.path, "out.csv");
    const settings = folder.settings({ csvFormulas: "escape" });
    await exportTable({ ...placeIn(settings), dataset: "merged", format: "csv", output });
    const names = csvRows(await folder.read("out.csv")).map(([, , name = ""]) => name);
    assert.ok(names.some((name) => name.startsWith("'=")));
    assert.not.ok(names.some((name) => /^\s*[=+\-@]/.test(name)));
  });
});

test("exportTable() writes each format so that it reads back equal to what was merged", async () => {
  await withDataFolder(async (folder) => {
    const { merged } = await fill(folder);
    const run = exporting(folder);
    const parquet = await run("merged", "parquet");
    frameEqual(
      pl.readParquet(parquet.output),
      merged.withColumns(pl.cols(["hloc_first", "hloc_last"]).cast(pl.Datetime("us"))),
    );
    assert.equal([parquet.result.rows, parquet.result.version], [16, "20261124_121000"]);
    assert.is((await run("merged", "csv")).text, await folder.read("data_merged/current.csv"));
    assert.equal(JSON.parse((await run("merged", "json")).text), plainRows(merged));
    const geojson = JSON.parse((await run("merged", "geojson")).text);
    assert.equal(
      geojson.features.map((feature: { properties: object }) => feature.properties),
      plainRows(merged),
    );
    assert.equal([geojson.attribution, geojson.synthetic], ["Made up", false]);

    const workbook = read(await folder.bytes((await run("merged", "xlsx")) && "out.xlsx"), {
      cellFormula: true,
    });
    const rows = utils.sheet_to_json<Record<string, unknown>>(workbook.Sheets.merged ?? {}, { defval: null });
    const untimed = (row: Record<string, unknown>) => ({ ...row, hloc_first: 0, hloc_last: 0 });
    assert.equal(rows.map(untimed), plainRows(merged).map(untimed));
    assert.is(workbook.Sheets.columns?.A2.v, "ides");
  });
});

test("exportTable() takes any dataset, and any version of it", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    const run = exporting(folder);
    assert.is(
      (await run("snapshots", "csv")).text,
      await folder.read("data_municipio_x_hora/20261124_120000.csv"),
    );
    assert.is((await run("means", "csv")).text, await folder.read("data_temp_prec_mean/20261124_121000.csv"));
    const table = await folder.bytes(MUNICIPALITIES);
    frameEqual(pl.readParquet((await run("municipalities", "parquet")).output), municipalityFrame(table, ""));
    assert.is((await run("municipalities", "geojson")).result.without_coordinates, 16);

    // Its feed has one record of each town.
    assert.is(
      (await run("forecast", "csv")).text,
      await folder.read("data_municipio_x_hora/20261124_120000.csv"),
    );

    const output = join(folder.path, "older.json");
    const options = { ...placeIn(folder.settings()), dataset: "snapshots", format: "json", output } as const;
    const older = await exportTable({ ...options, version: "20261124_110000" });
    assert.equal([older.version, older.rows], ["20261124_110000", 2]);
    await failsWith("no-input", /no version "20261123_110000" of the snapshots/, () =>
      exportTable({ ...options, version: "20261123_110000" }),
    );
    await failsWith(
      "usage",
      /no version "20250101" of the municipality data: only the newest, "20260101", counts\.$/,
      () => exportTable({ ...options, dataset: "municipalities", version: "20250101" }),
    );
  });
});

test("exportTable() says what there is nothing of yet", async () => {
  await withDataFolder(async (folder) => {
    const run = exporting(folder);
    await failsWith("no-input", /Found no data in .*Run "municlima run"/, () => run("merged", "csv"));
    await snapshotAt(folder, "2026-11-24T11:00:00Z", {});
    await failsWith("no-input", /Found no merged tables.*Run "municlima merge" first/, () =>
      run("merged", "csv"),
    );
  });
});

test("exportTable() exports nothing that was changed, and leaves the older file whole when it cannot write", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    await folder.put("out.csv", "older");
    const options = {
      ...placeIn(folder.settings()),
      dataset: "merged",
      format: "csv",
      output: join(folder.path, "out.csv"),
    } as const;
    const whole = await folder.read("data_merged/current.csv");
    await eachFault(["ENOSPC", "EACCES"], async ({ files, failed }) => {
      await folder.put("out.csv", "older");
      const done = await exportTable(options, { ...realEffects, files }).then(
        () => true,
        () => false,
      );
      assert.ok(["older", whole].includes(await folder.read("out.csv")), failed());
      if (done) assert.is(await folder.read("out.csv"), whole);
    });
    assert.equal(
      (await readdir(folder.path)).filter((name) => name.startsWith(".tmp")),
      [],
    );
    await appendFile(join(folder.path, "data_merged/20261124_121000.csv"), "x");
    await failsWith("contract", /was changed since it was published/, () => exportTable(options));
  });
});

test.run();
