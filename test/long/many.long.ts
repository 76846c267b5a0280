import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { verify } from "../../pipelines/maintain/verify.ts";
import { listVersions, readLedger } from "../../store/mod.ts";
import { compiledScript } from "../helpers/compiled_script.ts";
import { withDataFolder } from "../helpers/data_folder.ts";
import type { ManyAnswer, ManyOrder } from "../helpers/many_child.ts";
import { placeIn } from "../helpers/place_in.ts";
import { json, tinyRow } from "../helpers/tiny_feed.ts";
import { keepFigures } from "./_figures.ts";

const PROCESSES = 16;
const ROUNDS = 50;
const DEAD_LOCK = { pid: 2 ** 30, host: hostname(), command: "run", started_at: "2024-11-24T16:00:00.000Z" };

async function ask(child: ChildProcess, order: ManyOrder): Promise<ManyAnswer> {
  const answer = once(child, "message");
  child.send(order);
  return (await answer)[0] as ManyAnswer;
}

test("sixteen processes at once on one data folder publish one at a time, and no version is lost or doubled", async () => {
  const script = await compiledScript("test/helpers/many_child.ts");
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
        if (turn % 5 === 0) await folder.put(".lock", JSON.stringify(DEAD_LOCK));
        // Of five rounds one is patient: there all sixteen publish, one after the other.
        await round(turn % 5 === 4, children);
      }

      for (const [command, dataset] of [
        ["ingest", "data_municipio_x_hora"],
        ["merge", "data_temp_prec_mean"],
        ["merge", "data_merged"],
      ] as const) {
        const versions = published[command];
        assert.is(new Set(versions).size, versions.length, `${dataset}: none is doubled`);
        assert.equal(await listVersions(join(folder.path, dataset)), versions.sort().reverse());
      }
      assert.equal((await verify(placeIn(folder.settings()))).problems, []);
      const unfinished = (await readdir(folder.path, { recursive: true })).filter((name) =>
        /(^|\/)\./.test(name),
      );
      assert.equal(unfinished, []);
      const runs = await readLedger(join(folder.path, "logs"));
      assert.is(runs.length, PROCESSES * ROUNDS + 1);
      const counts = { ingests: published.ingest.length, merges: published.merge.length, refused };
      assert.is(counts.ingests + counts.merges + refused, runs.length);
      await keepFigures("many", [
        {
          tried: `${PROCESSES} processes at once on one data folder, ${ROUNDS} rounds, in every fifth over a dead lock, in every fifth all waiting for their turn`,
          times: PROCESSES * ROUNDS,
          held: "one published at a time, no version was lost or doubled, every file is as its manifest tells, every run is in the ledger",
          counts,
        },
      ]);
    });
  } finally {
    for (const child of children) child.kill();
  }
});

test.run();
