import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { verify } from "../../pipelines/maintain/verify.ts";
import { folderOf, localStore, readInventory } from "../../store/mod.ts";
import type { ManyAnswer, ManyOrder } from "../helpers/faults/many_child.ts";
import { json, tinyRow } from "../helpers/feeds/tiny_feed.ts";
import { withDataFolder } from "../helpers/folders/data_folder.ts";
import { placeIn } from "../helpers/folders/place_in.ts";
import { deadLock } from "../helpers/locks/dead_lock.ts";
import { compiledScript } from "../helpers/processes/compiled_script.ts";
import { runsIn } from "../helpers/processes/runs_in.ts";
import { keepFigures } from "./_figures.ts";

const PROCESSES = 16;
const ROUNDS = 50;

async function ask(child: ChildProcess, order: ManyOrder): Promise<ManyAnswer> {
  const answer = once(child, "message");
  child.send(order);
  return (await answer)[0] as ManyAnswer;
}

test("sixteen processes at once on one data folder publish one at a time, and no version is lost or doubled", async () => {
  const script = await compiledScript("test/helpers/faults/many_child.ts");
  const children = Array.from({ length: PROCESSES }, () => fork(script, { execArgv: [] }));
  try {
    await withDataFolder(async (folder) => {
      await folder.put("feed.json", json([tinyRow(), tinyRow({ ides: "19", idmun: "1" })]));
      const published = { ingest: [] as string[], merge: [] as string[] };
      let refused = 0;
      const round = async (patient: boolean, among: readonly ChildProcess[]) => {
        const settings = folder.settings({ wait: patient ? 60 : 0 });
        const orders = among.map(
          (_, i): ManyOrder => ({ command: i % 4 === 3 ? "merge" : "ingest", settings }),
        );
        const answers = await Promise.all(orders.map((order, i) => ask(among[i] as ChildProcess, order)));
        for (const [i, { version, locked, error }] of answers.entries()) {
          assert.is(error, undefined);
          if (locked === true) refused++;
          if (version !== undefined) published[(orders[i] as ManyOrder).command].push(version);
        }
        if (patient)
          assert.ok(
            answers.every(({ locked }) => locked === undefined),
            "all got their turn",
          );
        else
          assert.ok(
            answers.some(({ version }) => version !== undefined),
            "one had the folder",
          );
      };
      await round(true, children.slice(0, 1));
      for (let turn = 0; turn < ROUNDS; turn++) {
        if (turn % 5 === 0) await folder.put(".lock", await deadLock(folder.path));
        // Of five rounds one is patient: there all sixteen publish, one after the other.
        await round(turn % 5 === 4, children);
      }

      const { tables } = await readInventory({ objects: localStore(folder.path) });
      for (const [command, dataset] of [
        ["ingest", "snapshots"],
        ["merge", "means"],
        ["merge", "merged"],
      ] as const) {
        const versions = published[command];
        assert.is(new Set(versions).size, versions.length, `${dataset}: none is doubled`);
        // In the order of publication, which is that of the versions here: one after the other, on one clock.
        assert.equal([...(tables.get(folderOf(dataset))?.keys() ?? [])], versions.sort());
      }
      assert.equal((await verify(placeIn(folder.settings()))).problems, []);
      const unfinished = (await readdir(folder.path, { recursive: true })).filter((name) =>
        /(^|\/)\./.test(name),
      );
      assert.equal(unfinished, []);
      const runs = await runsIn(folder);
      assert.is(runs.length, PROCESSES * ROUNDS + 1);
      const counts = { ingests: published.ingest.length, merges: published.merge.length, refused };
      assert.is(counts.ingests + counts.merges + refused, runs.length);
      await keepFigures("many", [
        {
          tried: `${PROCESSES} processes at once on one data folder, ${ROUNDS} rounds, in every fifth over a dead lock, in every fifth all waiting for their turn`,
          times: PROCESSES * ROUNDS,
          held: "one published at a time, no version was lost or doubled, every file is as its manifest says, every run is in the history",
          counts,
        },
      ]);
    });
  } finally {
    for (const child of children) child.kill();
  }
});

test.run();
