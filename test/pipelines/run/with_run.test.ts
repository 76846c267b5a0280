import { rm } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { Failure } from "../../../errors/mod.ts";
import { type Run, withRun } from "../../../pipelines/run/with_run.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { type DataFolder, withDataFolder } from "../../helpers/folders/data_folder.ts";
import { placeIn } from "../../helpers/folders/place_in.ts";
import { snapshotAt } from "../../helpers/folders/snapshot_at.ts";
import { runsIn } from "../../helpers/processes/runs_in.ts";
import { worldAt } from "../../helpers/world.ts";

const NOON = worldAt("2026-11-24T12:00:00Z", { uuid: () => "the-run" });

const runIn = <T>(folder: DataFolder, work: (run: Run) => Promise<T>, more = {}) =>
  withRun("test", { ...placeIn(folder.settings()), feedName: "tiny", ...more }, NOON, work);

test("withRun() leaves a line in the run history with the steps, the figures and the warnings", async () => {
  await withDataFolder(async (folder) => {
    const work = async (run: Run) => {
      run.note({ rows: 2 });
      run.warnings.push("It rains.");
      return await run.step("count", () => 3);
    };
    assert.is(await runIn(folder, work), 3);
    const [line] = await runsIn(folder);
    const { run_id, command, feed_name, data_dir, started_at, outcome, exit_code, error, steps, figures } =
      line ?? {};
    assert.equal([run_id, command, feed_name, data_dir], ["the-run", "test", "tiny", folder.path]);
    assert.equal([started_at, outcome, exit_code, error], ["2026-11-24T12:00:00.000Z", "done", 0, undefined]);
    assert.equal([steps?.map(({ name }) => name), figures?.rows], [["count"], 2]);
    assert.is((figures?.warnings as string[] | undefined)?.at(-1), "It rains.");
  });
});

test("withRun() leaves a line for a run that failed or was stopped, with its exit code, its reason and its warnings", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "2026-11-24T11:00:00Z", {});
    const controller = new AbortController();
    for (const [kind, code] of [
      ["contract", 65],
      ["interrupted", 130],
      ["terminated", 143],
    ] as const) {
      const work = async (run: Run) => {
        run.warnings.push("It rains.");
        await run.step("go", () => Promise.reject(new Failure(kind, "It ended.")));
      };
      await failsWith(kind, /^It ended\.$/, () => runIn(folder, work));
      const last = (await runsIn(folder)).at(-1);
      assert.equal([last?.outcome, last?.exit_code, last?.error], ["failed", code, "It ended."]);
      assert.equal([last?.steps.length, last?.figures], [1, { warnings: ["It rains."] }]);
    }
    await runIn(folder, () => Promise.reject(new TypeError("A bug."))).catch(() => undefined);
    assert.is((await runsIn(folder)).at(-1)?.exit_code, 70);

    controller.abort(new Failure("interrupted", "Told to stop."));
    const idle = async (run: Run) => await run.step("go", () => assert.unreachable());
    await failsWith("interrupted", /Told to stop/, () => runIn(folder, idle, { stop: controller.signal }));
    assert.is((await runsIn(folder)).length, 6);
  });
});

test("withRun() says what failed first where the history cannot be written either", async () => {
  await withDataFolder(async (folder) => {
    await folder.put("logs", "a file");
    await failsWith("contract", /^It ended\.$/, () =>
      runIn(folder, () => Promise.reject(new Failure("contract", "It ended."))),
    );
    await failsWith("cannot-create", /logs/, () => runIn(folder, async () => undefined));
  });
});

test("withRun() takes no lock and leaves no line in a dry run, in which nothing can be published", async () => {
  await withDataFolder(async (folder) => {
    const before = await folder.files();
    const work = async ({ data }: Run) => {
      assert.is(await data.objects.head(".lock"), undefined);
      await data.assertHeld();
    };
    const outcome = await runIn(folder, work, { dryRun: true }).catch(String);
    assert.match(outcome ?? "", /a dry run was about to write/);
    assert.equal([await folder.files(), await runsIn(folder)], [before, []]);
  });
});

test("withRun() warns in the run that finds published files missing", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "2026-11-24T11:00:00Z", {});
    await rm(join(folder.path, "data_municipio_x_hora/20261124_110000.csv"));
    const warnings = await runIn(folder, async (run) => run.warnings);
    assert.match(warnings.join(), /^1 published file is missing: ".*20261124_110000\.csv"\./);
    assert.is((await runsIn(folder)).at(-1)?.figures.files_missing, 1);
  });
});

test.run();
