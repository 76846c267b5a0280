import { test } from "uvu";
import * as assert from "uvu/assert";
import { engines } from "../../../pipelines/read/engines.ts";
import { enginesText } from "../../../terminal/read/engines_text.ts";
import { type DataFolder, withDataFolder } from "../../helpers/folders/data_folder.ts";
import { placeIn } from "../../helpers/folders/place_in.ts";
import { snapshotAt } from "../../helpers/folders/snapshot_at.ts";
import { plainScreen } from "../../helpers/processes/plain_screen.ts";
import { freePort, hasSail, NO_SAIL, startSail } from "../../helpers/spark/sail.ts";
import { worldAt } from "../../helpers/world.ts";

const enginesIn = async (folder: DataFolder, remote = "none", dataDir = folder.path) => {
  const { data, settings } = placeIn(folder.settings({ remote, dataDir }));
  return await engines({ data, settings }, worldAt("2026-11-24T16:30:00Z"));
};
const sparkIn = async (...given: Parameters<typeof enginesIn>) =>
  (await enginesIn(...given)).engines.find(({ name }) => name === "spark");

test("engines() lists what is there with its version, before there is any data and with some", async () => {
  await withDataFolder(async (folder) => {
    const seen = async () =>
      (await enginesIn(folder)).engines.map(({ name, sees_data }) => [name, sees_data]);
    assert.equal(await seen(), [
      ["polars", null],
      ["duckdb", null],
      ["spark", null],
    ]);
    await snapshotAt(folder, "2026-11-24T15:00:00Z", {});
    assert.equal(await seen(), [
      ["polars", true],
      ["duckdb", true],
      ["spark", null],
    ]);
    const text = enginesText(await enginesIn(folder), plainScreen(200));
    assert.match(text, /^ {2}polars {2}0\.\d+\.\d+, reads feeds and merges.*: sees the data folder\.$/m);
    assert.match(text, /^ {2}duckdb {2}v1\.[\d.]+, answers queries/m);
    assert.match(text, /^ {2}spark {3}merges.*: none is named\. Name one with --remote sc:/m);
  });
});

test("engines() says what is wrong with a server that does not answer", async () => {
  await withDataFolder(async (folder) => {
    const spark = await sparkIn(folder, `sc://127.0.0.1:${await freePort()}`);
    assert.is(spark?.sees_data, false);
    assert.match(spark?.problem ?? "", /does not answer: .*ECONNREFUSED/);
  });
});

if (hasSail) {
  const sail = await startSail();
  test.after(() => sail.close());

  test("engines() has a server read the newest snapshot, and says whether it finds the same bytes", async () => {
    await withDataFolder(async (folder) => {
      assert.is((await sparkIn(folder, sail.address))?.sees_data, null);
      await snapshotAt(folder, "2026-11-24T15:00:00Z", {});
      const spark = await sparkIn(folder, sail.address);
      assert.equal([spark?.sees_data, spark?.problem, spark?.remote], [true, null, sail.address]);
    });
  });

  test("engines() says that a server does not find the folder", async () => {
    await withDataFolder(async (folder) => {
      await snapshotAt(folder, "2026-11-24T15:00:00Z", {});
      // By this path each process finds what is in its own working folder.
      const before = process.cwd();
      process.chdir(folder.path);
      try {
        const spark = await sparkIn(folder, sail.address, "/proc/self/cwd");
        assert.is(spark?.sees_data, false);
        assert.match(
          spark?.problem ?? "",
          /^It does not find "\/proc\/self\/cwd\/data_municipio_x_hora.*same path/,
        );
      } finally {
        process.chdir(before);
      }
    });
  });
} else test.skip(NO_SAIL);

test.run();
