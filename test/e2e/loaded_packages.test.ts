import { test } from "uvu";
import * as assert from "uvu/assert";
import { faultServer } from "../helpers/faults/fault_server.ts";
import { json, TINY_FEED, tinyRow } from "../helpers/feeds/tiny_feed.ts";
import { type DataFolder, withDataFolder } from "../helpers/folders/data_folder.ts";
import { cli } from "../helpers/processes/cli.ts";
import { packagesLoadedBy } from "../helpers/processes/packages_loaded_by.ts";

/** What a run trusts: every package that it loads code of. Whoever adds one adds it here, on purpose. */
const OWN = "axios commander luxon nodejs-polars p-retry papaparse proxy-from-env valibot";
/** What axios and p-retry bring. */
const BROUGHT =
  "agent-base async-function async-generator-function asynckit call-bind-apply-helpers combined-stream debug delayed-stream dunder-proto es-define-property es-errors es-object-atoms es-set-tostringtag follow-redirects form-data function-bind generator-function get-intrinsic get-proto gopd has-symbols has-tostringtag hasown https-proxy-agent is-network-error math-intrinsics mime-db mime-types ms";
const { expected: _, caps: __, ...tiny } = TINY_FEED;

/** A feed's server and an empty data folder, with the program compiled. */
async function withFeed(work: (folder: DataFolder, args: readonly string[]) => Promise<void>): Promise<void> {
  const server = await faultServer({ "/feed": [{ body: json([tinyRow()]) }] });
  try {
    await withDataFolder(async (folder) => {
      await cli(["--version"]);
      await folder.put("tiny.json", JSON.stringify({ ...tiny, urls: [`${server.origin}/feed`] }));
      await work(folder, ["--feed", "tiny.json", "--data-dir", "."]);
    });
  } finally {
    await server.close();
  }
}

test("municlima run loads these packages and no others", async () => {
  await withFeed(async (folder, args) => {
    const loaded = await packagesLoadedBy(["run", ...args], { cwd: folder.path });
    assert.equal(loaded, `${OWN} ${BROUGHT}`.split(" ").sort());
  });
});

test("municlima loads danfo, and all that it brings, for a summary with danfo alone", async () => {
  await withFeed(async (folder, args) => {
    const here = { cwd: folder.path };
    assert.is((await cli(["run", ...args], here)).code, 0);
    const at = ["--data-dir", "."];
    for (const call of [
      ["status", ...at],
      ["verify", ...at],
      ["query", "select * from merged", ...at],
      ["export", "merged", "--output", "a.xlsx", ...at],
      ["compact", "--all", ...at],
      ["report", "--output", "a.html", ...at],
      ["summarize", "merged", ...at],
    ]) {
      const loaded = await packagesLoadedBy(call, here);
      const tail = loaded.filter((name) => /danfojs|tensorflow|mathjs|request|node-fetch/.test(name));
      assert.equal(tail, [], `${call[0]}: ${loaded.join(" ")}`);
    }
    assert.ok(
      (await packagesLoadedBy(["summarize", "merged", "--with", "danfo", ...at], here)).includes(
        "danfojs-node",
      ),
    );
  });
});

test.run();
