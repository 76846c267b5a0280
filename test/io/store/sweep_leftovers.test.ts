import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { sweepLeftovers } from "../../../io/store/mod.ts";
import { withTemporaryFolder } from "../../helpers/temporary_folder.ts";

test("sweepLeftovers() removes unfinished files of every dataset, and nothing else", async () => {
  await withTemporaryFolder(async (data) => {
    const leftovers = ["data_municipio_x_hora/.tmp-1", "data_municipio_x_hora/month=2026-10/.tmp-2"];
    leftovers.push("data_temp_prec_mean/.tmp-3", "data_merged/.tmp-4", "raw/.tmp-5");
    // Another run may be about to ask for the lock, and what a user puts somewhere is the user's.
    const others = [
      ".tmp-6",
      "data_municipio/.tmp-7",
      "data_merged/current.csv",
      "raw/tmp-8",
      "notes/.tmp-9",
    ];
    for (const name of [...leftovers, ...others]) {
      await mkdir(dirname(join(data, name)), { recursive: true });
      await writeFile(join(data, name), "half of it");
    }
    assert.is(await sweepLeftovers(data), leftovers.length);
    const left = (await readdir(data, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(data.length + 1));
    assert.equal(left.sort(), others.sort());
    assert.is(await sweepLeftovers(data), 0);
  });
});

test("sweepLeftovers() finds nothing in a folder that is not there", async () => {
  assert.is(await sweepLeftovers("/nowhere/at/all"), 0);
});

test.run();
