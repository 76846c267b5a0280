import { stat } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { withTemporaryFolder } from "../helpers/folders/temporary_folder.ts";
import { CHROMIUM, openFile, startBrowser } from "../helpers/processes/browser.ts";
import { cli } from "../helpers/processes/cli.ts";
import { keepFigures } from "./_figures.ts";

const LARGEST = 1_500_000;

test("municlima report makes one page under 1.5 MB of 2,463 towns with 116 hours each, drawn without an error", async () => {
  await withTemporaryFolder(async (folder) => {
    await cli(["demo", "--data-dir", folder, "--quiet"]);
    const { code, stdout, stderr } = await cli(["report", "--data-dir", folder, "--json"]);
    assert.is(code, 0, stderr);
    const { towns, time_count, bytes, seconds } = JSON.parse(stdout);
    assert.equal([towns, time_count], [2463, 116]);
    const file = join(folder, "report.html");
    assert.is((await stat(file)).size, bytes);
    assert.ok(bytes < LARGEST, `${bytes}`);
    let drawn = "not tried: no Chromium";
    if (CHROMIUM !== undefined) {
      const browser = await startBrowser();
      const begun = performance.now();
      const { complaints } = await openFile(browser, file);
      drawn = `${((performance.now() - begun) / 1000).toFixed(1)} s`;
      assert.equal(complaints, []);
      await browser.close();
    }
    await keepFigures("report", [
      {
        tried: "the report of a whole feed: 2,463 towns, 116 hours, two runs of the model",
        times: 1,
        held: "one page under 1.5 MB, without a request or an error in the browser",
        counts: {
          kilobytes: Math.round(bytes / 1000),
          "seconds to make": seconds,
          "opened and drawn in": drawn,
        },
      },
    ]);
  });
});

test.run();
