import { rm } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { withDataFolder } from "../helpers/folders/data_folder.ts";
import { snapshotAt } from "../helpers/folders/snapshot_at.ts";
import { cli } from "../helpers/processes/cli.ts";

const first = (text: string) => text.split("\n")[0];

test("municlima status ends with 0 for any answer, and as a check with 0, 1 or 2 and one line of why", async () => {
  await withDataFolder(async (folder) => {
    const status = (...args: string[]) => cli(["status", "--data-dir", ".", ...args], { cwd: folder.path });
    const [now, hour] = [Date.now(), 3_600_000];
    const nothing = await status("--check");
    assert.is(nothing.code, 2);
    assert.is(nothing.stderr, 'municlima: "." is empty: there is no snapshot yet.\n');

    await snapshotAt(folder, new Date(now - 5 * hour).toISOString(), {});
    const old = await status();
    assert.equal([old.code, old.stderr], [0, ""]);
    assert.is(first(old.stdout), "stale: the newest snapshot was fetched 5 hours ago, more than 3 hours");
    const stale = await status("--max-age", "4h", "--quiet");
    assert.equal([stale.code, stale.stdout], [1, ""]);
    assert.is(
      stale.stderr,
      'municlima: "." is stale: the newest snapshot was fetched 5 hours ago, more than 4 hours.\n',
    );
    const fresh = await status(
      "--max-age",
      "fetched=6h,published=6h",
      "--require",
      "snapshots,municipalities",
    );
    assert.equal([fresh.code, fresh.stderr], [0, ""]);
    const missing = await status("--max-age", "6h", "--require", "merged,current");
    assert.equal([missing.code, first(missing.stdout)], [2, "missing: there is no merged, no current"]);

    await rm(join(folder.path, "data_municipio"), { recursive: true });
    assert.is((await cli(["merge", "--window", "0", "--data-dir", "."], { cwd: folder.path })).code, 64);
    const failed = await status("--max-age", "6h", "--json");
    assert.is(failed.code, 2);
    assert.match(failed.stderr, /^municlima: "\." is failing: the last run failed [^:]+: The flag --window/);
    assert.equal(JSON.parse(failed.stdout).condition, { is: "failing", why: "last_run_failed" });
    assert.is((await status()).code, 0);
  });
});

test("municlima status --check ends with 2 for a folder that is not there", async () => {
  await withDataFolder(async ({ path }) => {
    assert.is((await cli(["status", "--data-dir", "nowhere", "--check"], { cwd: path })).code, 2);
    assert.is((await cli(["status", "--data-dir", "nowhere"], { cwd: path })).code, 0);
  });
});

test.run();
