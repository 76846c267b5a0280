import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type QuerySource, queryText } from "../../../pipelines/read/query_text.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { withDataFolder } from "../../helpers/folders/data_folder.ts";
import { placeIn } from "../../helpers/folders/place_in.ts";
import { worldAt } from "../../helpers/world.ts";

test("queryText() takes SQL as it stands, from a file, from standard input, or by the name it is kept under", async () => {
  await withDataFolder(async (folder) => {
    const { data } = placeIn(folder.settings());
    const path = join(folder.path, "q.sql");
    await writeFile(path, "\ufeffselect 'ñ'");
    await folder.put("queries/warm-est.1.sql", "select 1");
    const world = worldAt("2026-11-24T11:00:00Z", {
      stdin: Readable.from([Buffer.from("select "), Buffer.from("2")]),
    });
    const text = (source: QuerySource) => queryText(source, data, world);
    assert.is(await text({ given: "select 3" }), "select 3");
    assert.is(await text({ file: path }), "select 'ñ'");
    assert.is(await text({ given: "-" }), "select 2");
    assert.is(await text({ given: "warm-est.1" }), "select 1");

    await failsWith(
      "usage",
      /Found no query "warmest".*queries\/warmest\.sql".*There are warm-est\.1\./,
      () => text({ given: "warmest" }),
    );
    await failsWith("no-input", /^Found no file ".*none\.sql"/, () =>
      text({ file: join(folder.path, "none.sql") }),
    );
    await failsWith("io", /^Cannot read ".*"/, () => text({ file: folder.path }));
    await writeFile(path, Buffer.from([0x73, 0xf1]));
    await failsWith("usage", /is not UTF-8/, () => text({ file: path }));
  });
});

test("queryText() reads no more of standard input than a query may be", async () => {
  await withDataFolder(async (folder) => {
    const { data } = placeIn(folder.settings());
    const piece = Buffer.alloc(600_000, "x");
    let given = 0;
    const stdin = Readable.from(
      (function* () {
        for (; given < 10; given++) yield piece;
      })(),
    );
    await failsWith("usage", /Standard input is longer/, () =>
      queryText({ given: "-" }, data, worldAt("2026-11-24T11:00:00Z", { stdin })),
    );
    assert.ok(given < 10);
  });
});

test.run();
