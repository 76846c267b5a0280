import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { checkPart } from "../../io/check_part.ts";
import { listParts, type Part } from "../../io/store/mod.ts";
import { compact } from "../../pipelines/compact.ts";
import { type DataFolder, withDataFolder } from "../helpers/data_folder.ts";
import { failsWith } from "../helpers/fails_with.ts";
import { snapshotAt } from "../helpers/snapshot_at.ts";
import { TINY, TINY_FEED } from "../helpers/tiny_feed.ts";
import { worldAt } from "../helpers/world.ts";

async function partOf(folder: DataFolder): Promise<Part> {
  await snapshotAt(folder, "2026-10-31T22:00:00Z", { temp: "1.5", nmun: "a,b" });
  await snapshotAt(folder, "2026-10-31T23:00:00Z", { temp: "" }, { ides: "1", temp: "-3" });
  await compact({ settings: folder.settings(), feed: TINY_FEED }, worldAt("2026-11-24T16:30:00Z"));
  const [part] = await listParts(folder.path);
  assert.ok(part !== undefined);
  return part as Part;
}
const check = (part: Part, folder: DataFolder) => checkPart(part, part.manifest.snapshots, folder.path, TINY);

test("checkPart() finds that a Parquet file gives back its CSVs, and where one has any other byte", async () => {
  await withDataFolder(async (folder) => {
    const part = await partOf(folder);
    await check(part, folder);
    const csv = "data_municipio_x_hora/20261031_230000.csv";
    const text = await folder.read(csv);
    for (const changed of [text.replace("-3.0", "-3"), `${text}\n`, text.replace("\n", "\r\n"), ""]) {
      await folder.put(csv, changed);
      await failsWith("contract", /^The snapshot ".*230000\.csv" is not what ".*parquet" holds of it/, () =>
        check(part, folder),
      );
    }
  });
});

test("checkPart() says which file it cannot read", async () => {
  await withDataFolder(async (folder) => {
    const part = await partOf(folder);
    const other = { ...part, path: join(folder.path, "none.parquet") };
    await failsWith("io", /^Cannot read ".*none\.parquet": .*Move it away and compact again\.$/, () =>
      check(other, folder),
    );
  });
});

test.run();
