import { setTimeout as delay } from "node:timers/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { MergeResult } from "../../pipelines/merge/merge_result.ts";
import { type DataFolder, withDataFolder } from "../helpers/folders/data_folder.ts";
import { snapshotAt } from "../helpers/folders/snapshot_at.ts";
import { cli, startCli } from "../helpers/processes/cli.ts";
import { packagesLoadedBy } from "../helpers/processes/packages_loaded_by.ts";
import { freePort, hasSail, NO_SAIL, startSail } from "../helpers/spark/sail.ts";

const CURRENT = "data_merged/current.csv";

/** A data folder with the snapshots of two hours, and the arguments of a merge of it. */
async function withSnapshots(work: (folder: DataFolder, args: readonly string[]) => Promise<void>) {
  await withDataFolder(async (folder) => {
    await snapshotAt(
      folder,
      "2026-11-24T14:00:00Z",
      { temp: "10.1" },
      { idmun: "1", nmun: 'a,"b"', temp: "1" },
    );
    await snapshotAt(folder, "2026-11-24T15:00:00Z", { temp: "13.7" }, { idmun: "2", temp: "-9.99" });
    await work(folder, ["merge", "--data-dir", folder.path, "--min-joined", "0", "--how", "left"]);
  });
}

test("municlima merge --engine spark wants to know where, and leaves everything as it was", async () => {
  await withSnapshots(async (folder, args) => {
    const before = await folder.files();
    const end = await cli([...args, "--engine", "spark"]);
    assert.is(end.code, 78, end.stderr);
    assert.match(end.stderr, /^municlima: The engine is Spark, and no server is named\. .*--remote sc:.*\n$/);
    assert.equal(await folder.files(), before);
  });
});

test("municlima merge --engine spark ends with 69 and one line when no server answers", async () => {
  await withSnapshots(async (folder, args) => {
    const before = await folder.files();
    const end = await cli([...args, "--engine", "spark", "--remote", `sc://127.0.0.1:${await freePort()}`]);
    assert.is(end.code, 69, end.stderr);
    assert.match(end.stderr, /^municlima: The Spark server at "sc:.*" does not answer: .*\n$/);
    assert.equal(await folder.files(), before);
  });
});

test("municlima prints no token of Spark, whatever it is given and wherever", async () => {
  await withSnapshots(async (_, args) => {
    const calls: readonly (readonly [string[], Record<string, string>])[] = [
      [[...args, "--engine", "spark", "--remote", "sc://127.0.0.1:1/;token=hush"], {}],
      [[...args, "--engine", "spark", "--remote", "sc://127.0.0.1:1"], { MUNICLIMA_SPARK_TOKEN: "hush" }],
      [["config", "show", "--remote", "sc://127.0.0.1:1/;token=hush"], { MUNICLIMA_SPARK_TOKEN: "hush" }],
    ];
    for (const [call, env] of calls) {
      const { stdout, stderr } = await cli(call, { env });
      assert.not.match(stdout + stderr, "hush");
      assert.match(stdout + stderr, "sc://127.0.0.1:1");
    }
  });
});

if (hasSail) {
  const sail = await startSail();
  test.after(() => sail.close());

  test("municlima merge --engine spark publishes the bytes that a merge without it does", async () => {
    await withSnapshots(async (folder, args) => {
      const here = await cli([...args, "--json"]);
      const local = await folder.read(CURRENT);
      const there = await cli([...args, "--json", "--engine", "spark", "--remote", sail.address]);
      assert.is(there.code, 0, there.stderr);
      const [a, b] = [here, there].map(({ stdout }) => JSON.parse(stdout) as MergeResult);
      assert.equal([a?.engine, b?.engine], ["polars", "spark"]);
      assert.not.equal(a?.version, b?.version);
      assert.is(await folder.read(CURRENT), local);
      for (const kind of ["means", "merged"] as const)
        assert.is(
          await folder.read(b?.files?.[kind].slice(folder.path.length + 1) ?? ""),
          await folder.read(a?.files?.[kind].slice(folder.path.length + 1) ?? ""),
        );
      assert.match(local, /\n20,54,Zahuatlán,11.9,2,/);
    });
  });

  test("municlima takes the engine and its server from the configuration, and loads Spark's packages for it alone", async () => {
    await withSnapshots(async (folder) => {
      const spark = (names: readonly string[]) => names.filter((name) => /grpc|protobuf/.test(name));
      const call = ["merge", "--data-dir", folder.path, "--min-joined", "0"];
      const here = { cwd: folder.path };
      assert.equal(spark(await packagesLoadedBy(call, here)), []);
      await folder.put("municlima.config.json", JSON.stringify({ engine: "spark", remote: sail.address }));
      assert.ok(spark(await packagesLoadedBy(call, here)).includes("@grpc/grpc-js"));
    });
  });

  test("municlima merge --engine spark stops on Ctrl+C, also while the server is silent, and leaves everything as it was", async () => {
    await withSnapshots(async (folder, args) => {
      const before = await folder.files();
      // A server that hears and never answers.
      const { createServer } = await import("node:net");
      let isAsked = false;
      const silent = createServer(() => {
        isAsked = true;
      });
      const port = await freePort();
      await new Promise<void>((resolve) => silent.listen(port, "127.0.0.1", resolve));
      try {
        const run = startCli([...args, "--engine", "spark", "--remote", `sc://127.0.0.1:${port}`]);
        while (!isAsked) await delay(20);
        await delay(300);
        run.process.kill("SIGINT");
        const end = await run.end;
        assert.is(end.code, 130, end.stderr);
        assert.match(end.stderr, /Stopped by SIGINT\. What was published before is whole/);
        assert.equal(await folder.files(), before);
      } finally {
        silent.close();
      }
    });
  });
} else test.skip(NO_SAIL);

test.run();
