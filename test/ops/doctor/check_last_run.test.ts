import { test } from "uvu";
import * as assert from "uvu/assert";
import { checkLastRun } from "../../../ops/doctor/check_last_run.ts";
import { appendRun } from "../../../store/mod.ts";
import { memoryStore } from "../../../store/objects/memory/memory_store.ts";
import { runEntry } from "../../helpers/run_entry.ts";

const NOW = new Date("2026-03-02T12:00:00Z");
const LIMITS = { fetched: 3 * 3600 };

test("checkLastRun finds a folder without a run, one that is over for too long, and one that failed", async () => {
  const check = async (finished_at?: string, more = {}) => {
    const logs = memoryStore();
    if (finished_at !== undefined)
      await appendRun(logs, runEntry({ finished_at, data_dir: "/data", ...more }));
    const { verdict, says, advice } = await checkLastRun(logs, "/data", LIMITS, NOW);
    return [verdict, says, advice === null ? null : /"municlima [^"]*"/.exec(advice)?.[0]];
  };
  const schedule = '"municlima schedule cron"';
  assert.equal(await check(), ["warning", "there was none yet", schedule]);
  assert.equal(await check("2026-03-02T11:39:00Z"), ["ok", "merge 21 min ago, done", null]);
  assert.equal(await check("2026-03-02T08:59:00Z"), ["warning", "merge 181 min ago, done", schedule]);
  const failed = { outcome: "failed", exit_code: 69, error: "Nobody answers." };
  assert.equal(await check("2026-03-02T11:39:00Z", failed), [
    "failure",
    "merge 21 min ago, failed: Nobody answers",
    '"municlima runs show"',
  ]);
});

test.run();
