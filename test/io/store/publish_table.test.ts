import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { Failure } from "../../../errors/mod.ts";
import { realFileSystem } from "../../../io/store/file_system.ts";
import { listVersions } from "../../../io/store/list_versions.ts";
import { publishTable } from "../../../io/store/publish_table.ts";
import { sweepLeftovers } from "../../../io/store/sweep_leftovers.ts";
import { versionAt } from "../../../io/store/version.ts";
import { eachFault } from "../../helpers/each_fault.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { withTemporaryFolder } from "../../helpers/temporary_folder.ts";

const VERSION = versionAt(new Date("2026-11-24T14:00:00Z"));
const CSV = new TextEncoder().encode("town,temp\nZahuatlán,12.5\n");
const DETAILS = {
  rows: 1,
  columns: [
    { name: "town", type: "string" },
    { name: "temp", type: "number", unit: "°C" },
  ],
  published_at: "2026-11-24T14:00:01.000Z",
  run_id: "the-run",
  program: "municlima 0.1.0",
  window: 2,
};
const names = async (folder: string) => (await readdir(folder).catch(() => [])).sort();

test("publishTable() writes the table and a manifest that describes it, and gives the manifest", async () => {
  await withTemporaryFolder(async (folder) => {
    const manifest = await publishTable(folder, "merged", VERSION, CSV, DETAILS);
    assert.equal(await names(join(folder, "merged")), [
      "20261124_140000.csv",
      "20261124_140000.manifest.json",
    ]);
    const file = await readFile(join(folder, "merged", "20261124_140000.csv"));
    const text = await readFile(join(folder, "merged", "20261124_140000.manifest.json"), "utf8");
    assert.equal(new Uint8Array(file), CSV);
    assert.equal(JSON.parse(text), manifest);
    assert.match(text, /^\{\n {2}"schema_version": 1,[\s\S]*\}\n$/);
    assert.equal(manifest, {
      schema_version: 1,
      dataset: "merged",
      version: VERSION,
      file: "20261124_140000.csv",
      sha256: createHash("sha256").update(file).digest("hex"),
      bytes: 26,
      ...DETAILS,
    });
  });
});

test("publishTable() never overwrites a version", async () => {
  await withTemporaryFolder(async (folder) => {
    await publishTable(folder, "merged", VERSION, CSV, DETAILS);
    const table = join(folder, "merged", "20261124_140000.csv");
    const manifest = join(folder, "merged", "20261124_140000.manifest.json");
    const before = [await readFile(table, "utf8"), await readFile(manifest, "utf8")];
    const message =
      /merged\/20261124_140000\.csv" appeared while this run was writing it\. Nothing was overwritten: run again\.$/;
    await failsWith("io", message, () => publishTable(folder, "merged", VERSION, new Uint8Array(), DETAILS));
    assert.equal([await readFile(table, "utf8"), await readFile(manifest, "utf8")], before);
  });
});

test("publishTable() does not put a table beside the manifest of another", async () => {
  await withTemporaryFolder(async (folder) => {
    await mkdir(join(folder, "merged"));
    await writeFile(join(folder, "merged", "20261124_140000.manifest.json"), "{}");
    await failsWith("io", /140000\.manifest\.json" appeared while this run was writing it/, () =>
      publishTable(folder, "merged", VERSION, CSV, DETAILS),
    );
    assert.equal(await names(join(folder, "merged")), ["20261124_140000.manifest.json"]);
    assert.is(await readFile(join(folder, "merged", "20261124_140000.manifest.json"), "utf8"), "{}");
  });
});

test("publishTable() shows the manifest only once the table is there", async () => {
  await withTemporaryFolder(async (folder) => {
    const published: string[] = [];
    await eachFault(["EIO"], ({ files, failed }) => {
      const link: typeof files.link = async (from, to) => {
        await files.link(from, to);
        if (failed() === undefined) published.push(String(to).slice(folder.length));
      };
      const at = join(folder, String(Math.random()));
      return publishTable(at, "", VERSION, CSV, DETAILS, { ...files, link }).catch(() => undefined);
    });
    assert.match(published.at(-2) ?? "", /20261124_140000\.csv$/);
    assert.match(published.at(-1) ?? "", /20261124_140000\.manifest\.json$/);
  });
});

test("publishTable() leaves the draft of the manifest beside a table that it could not take back", async () => {
  await withTemporaryFolder(async (data) => {
    const link: typeof realFileSystem.link = async (from, to) => {
      if (String(to).endsWith(".manifest.json")) throw Object.assign(new Error("EIO: no"), { code: "EIO" });
      await realFileSystem.link(from, to);
    };
    const rm: typeof realFileSystem.rm = async (path, options) => {
      if (String(path).endsWith(".csv")) throw Object.assign(new Error("EIO: no"), { code: "EIO" });
      await realFileSystem.rm(path, options);
    };
    const folder = join(data, "data_merged");
    await failsWith("io", /manifest\.json"/, () =>
      publishTable(data, "data_merged", VERSION, CSV, DETAILS, { ...realFileSystem, link, rm }),
    );
    assert.ok((await names(folder)).some((name) => name.startsWith(`.tmp-${VERSION}-`)));
    await sweepLeftovers(data, new Date());
    assert.equal(await names(folder), []);
  });
});

test("publishTable() leaves nothing behind when any call fails", async () => {
  let failures = 0;
  await eachFault(["ENOSPC", "EIO", "EACCES", "EROFS"], ({ files, code, failed }) =>
    withTemporaryFolder(async (folder) => {
      const outcome = await publishTable(folder, "merged", VERSION, CSV, DETAILS, files).catch(
        (error: unknown) => error,
      );
      if (failed() === undefined || failed() === "rm") {
        assert.equal(await listVersions(join(folder, "merged")), [VERSION]);
        return;
      }
      failures++;
      assert.instance(outcome, Failure, failed());
      const { kind, message } = outcome as Failure;
      assert.is(kind, ["ENOSPC", "EIO"].includes(code) ? "io" : "cannot-create", failed());
      assert.match(message, /merged\/20261124_140000\.(csv|manifest\.json)"/);
      assert.equal(await names(join(folder, "merged")), [], `${code} in ${failed()}`);
    }),
  );
  assert.ok(failures >= 4 * 18, `${failures} faults`);
});

test.run();
