import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { Failure } from "../../../errors/mod.ts";
import { listParts } from "../../../io/store/list_parts.ts";
import { publishPart } from "../../../io/store/publish_part.ts";
import { versionAt } from "../../../io/store/version.ts";
import { eachFault } from "../../helpers/each_fault.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { withTemporaryFolder } from "../../helpers/temporary_folder.ts";

const VERSION = versionAt(new Date("2026-11-01T01:00:00Z"));
const MONTH = join("data_municipio_x_hora", "month=2026-10");
const DETAILS = {
  rows: 1,
  columns: [{ name: "version", type: "string" }],
  published_at: "2026-11-01T01:00:01.000Z",
  run_id: "the-run",
  program: "municlima 0.1.0",
  month: "2026-10",
  snapshots: [],
};
const write = (path: string) => writeFile(path, "rows");
const names = async (folder: string) => (await readdir(join(folder, MONTH)).catch(() => [])).sort();

test("publishPart() publishes the file and a manifest that describes it, and gives both", async () => {
  await withTemporaryFolder(async (folder) => {
    const { path, manifest } = await publishPart(folder, VERSION, DETAILS, write);
    assert.equal(await names(folder), ["20261101_010000.manifest.json", "20261101_010000.parquet"]);
    assert.is(path, join(folder, MONTH, "20261101_010000.parquet"));
    assert.is(await readFile(path, "utf8"), "rows");
    assert.equal(manifest, {
      schema_version: 1,
      dataset: MONTH,
      version: VERSION,
      file: "20261101_010000.parquet",
      sha256: createHash("sha256").update("rows").digest("hex"),
      bytes: 4,
      ...DETAILS,
    });
    assert.equal(await listParts(folder), [{ path, manifest }]);
  });
});

test("publishPart() never overwrites a file", async () => {
  await withTemporaryFolder(async (folder) => {
    const { path } = await publishPart(folder, VERSION, DETAILS, write);
    const again = () => publishPart(folder, VERSION, DETAILS, (path) => writeFile(path, "others"));
    await failsWith("io", /20261101_010000\.parquet" appeared while this run was writing it/, again);
    assert.is(await readFile(path, "utf8"), "rows");
    assert.is((await names(folder)).length, 2);
  });
});

test("publishPart() leaves nothing of a file whose writing failed half-way", async () => {
  await withTemporaryFolder(async (folder) => {
    const failing = async (path: string) => {
      await writeFile(path, "ro");
      throw new Failure("contract", "It broke.");
    };
    await failsWith("contract", /^It broke\.$/, () => publishPart(folder, VERSION, DETAILS, failing));
    assert.equal(await names(folder), []);
  });
});

test("publishPart() leaves nothing behind when any call fails", async () => {
  let failures = 0;
  await eachFault(["ENOSPC", "EROFS"], ({ files, code, failed }) =>
    withTemporaryFolder(async (folder) => {
      const outcome = await publishPart(folder, VERSION, DETAILS, write, files).catch((error) => error);
      if (failed() === undefined || failed() === "rm") {
        assert.is((await listParts(folder)).length, 1);
        return;
      }
      failures++;
      assert.instance(outcome, Failure, failed());
      assert.is(outcome.kind, code === "ENOSPC" ? "io" : "cannot-create", failed());
      assert.match(outcome.message, /month=2026-10\/20261101_010000\.(parquet|manifest\.json)"/);
      assert.equal(await names(folder), [], `${code} in ${failed()}`);
    }),
  );
  assert.ok(failures >= 2 * 20, `${failures} faults`);
});

test("publishPart() shows the manifest only once the file is there", async () => {
  await withTemporaryFolder(async (folder) => {
    const published: string[] = [];
    await eachFault(["EIO"], async ({ files, failed }) => {
      const link: typeof files.link = async (from, to) => {
        await files.link(from, to);
        if (failed() === undefined) published.push(String(to));
      };
      const at = join(folder, String(Math.random()));
      await publishPart(at, VERSION, DETAILS, write, { ...files, link }).catch(() => undefined);
    });
    assert.match(published.at(-2) ?? "", /20261101_010000\.parquet$/);
    assert.match(published.at(-1) ?? "", /20261101_010000\.manifest\.json$/);
  });
});

test.run();
