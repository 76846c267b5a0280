import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { demo } from "../../pipelines/run/demo.ts";
import { type DataFolder, withDataFolder } from "../helpers/folders/data_folder.ts";
import { placeIn } from "../helpers/folders/place_in.ts";
import { withTemporaryFolder } from "../helpers/folders/temporary_folder.ts";
import { worldAt } from "../helpers/world.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const DENO = join(ROOT, "node_modules/.bin/deno");

type Files = Readonly<Record<string, string>>;

/** Runs the demo in a folder of its own, as at a time; gives what is in the folder then. */
async function demoAt(folder: DataFolder, time: string) {
  const settings = folder.settings({
    dataDir: join(folder.path, "demo"),
    timeoutSeconds: 60,
    deadlineSeconds: 60,
  });
  const { merge, ingests } = await demo(placeIn(settings), worldAt(time));
  const found = Object.entries(await folder.files()).filter(([name]) => name.startsWith("demo/"));
  const files: Files = Object.fromEntries(found.map(([name, content]) => [name.slice(5), content]));
  return { merge: merge.result, ingests: ingests.map(({ result }) => result), files };
}

/** The tables in the folder that have a version, each checked against its manifest. */
function checkedTables(files: Files): string[] {
  const tables = Object.keys(files).filter((name) => /\/\d{8}_\d{6}\.csv$/.test(name));
  for (const name of tables) {
    const content = files[name] ?? "";
    const manifest = JSON.parse(files[name.replace(".csv", ".manifest.json")] ?? "null");
    assert.is(manifest.sha256, createHash("sha256").update(content).digest("hex"), name);
    assert.is(manifest.rows, rowsOf(content).length, name);
    assert.is(manifest.feed.synthetic, true, `${name} is labelled as made up`);
  }
  return tables;
}

function rowsOf(csv: string): string[] {
  return csv.trimEnd().split("\n").slice(1);
}

test("demo() leaves a whole data folder behind, labelled as made up, and once more loses nothing", async () => {
  await withDataFolder(async (folder) => {
    const { merge, ingests, files } = await demoAt(folder, "2026-11-24T18:20:00Z");
    assert.equal(checkedTables(files), [
      "data_merged/20261124_182000.csv",
      "data_municipio_x_hora/20261124_172000.csv",
      "data_municipio_x_hora/20261124_182000.csv",
      "data_temp_prec_mean/20261124_182000.csv",
    ]);
    const current = files["data_merged/current.csv"] ?? "";
    assert.ok(current === files["data_merged/20261124_182000.csv"]);
    assert.match(files["data_municipio/20260101/data.csv"] ?? "", /^Cve_Ent,Cve_Mun,/);
    assert.is(JSON.parse(files["data_municipio/20260101/data.manifest.json"] ?? "").synthetic, true);

    assert.equal(
      ingests.map(({ towns, check, source }) => [towns, check.rows, source.model_run]),
      [
        [2463, 285_708, "2026-11-24T10:00:00"],
        [2463, 285_708, "2026-11-24T11:00:00"],
      ],
      "the two latest runs of the model, an hour apart",
    );
    assert.equal([merge.towns, merge.snapshots.length, merge.unmatched_towns], [2463, 2, []]);
    const towns = rowsOf(current).map((row) => row.split(",", 2).join("-"));
    assert.equal([towns.length, new Set(towns).size], [2463, 2463]);

    const again = (await demoAt(folder, "2026-11-24T18:50:00Z")).files;
    // The inventory goes on, and so does the note of which files were found to be as they were published.
    const lasting = Object.keys(files).filter((name) => !/^(inventory|cache)\//.test(name));
    for (const name of lasting) assert.ok(again[name] === files[name], `${name} is as it was`);
    assert.equal(
      checkedTables(again).filter((name) => files[name] === undefined),
      [
        "data_merged/20261124_185000.csv",
        "data_municipio_x_hora/20261124_175000.csv",
        "data_municipio_x_hora/20261124_185000.csv",
        "data_temp_prec_mean/20261124_185000.csv",
      ],
    );
  });
});

const onDeno = existsSync(DENO) ? test : test.skip;

onDeno("municlima demo runs on Deno, with the permissions that deno.json names and no others", async () => {
  await withTemporaryFolder(async (cwd) => {
    const args = ["run", "--no-prompt", "--config", join(ROOT, "deno.json"), "--permission-set"];
    const { stdout } = await promisify(execFile)(DENO, [...args, join(ROOT, "cli.ts"), "demo"], { cwd });
    assert.match(stdout, /\nMerged 2,463 towns in /);
    assert.match(stdout, /\n {2}current {2}data\/demo\/data_merged\/current\.csv\n/);
    assert.match(stdout, /\n {2}a page of it {2}deno task municlima report --data-dir data\/demo\n/);
    assert.match(stdout, /\n {2}for real {6}deno task municlima run, as all of this is made up\n$/);
    assert.ok(existsSync(join(cwd, "data/demo/data_merged/current.csv")));
    assert.is(stdout.match(/\(made-up values\)/g)?.length, 4, "every feed and table is labelled");
  });
});

test.run();
