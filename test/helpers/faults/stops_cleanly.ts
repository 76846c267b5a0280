import { readdir } from "node:fs/promises";
import * as assert from "uvu/assert";
import { exitCode } from "../../../errors/mod.ts";
import { verify } from "../../../pipelines/maintain/verify.ts";
import { failsWith } from "../fails_with.ts";
import type { DataFolder } from "../folders/data_folder.ts";
import { placeIn } from "../folders/place_in.ts";
import { runsIn } from "../processes/runs_in.ts";
import type { StopTurn } from "./each_stop.ts";

/**
 * Checks how a run ends in a turn of `eachStop()`: where it was told to stop, with that as its reason, a line in the
 * history, no lock, nothing unfinished, and nothing for `verify` to complain about.
 *
 * @returns whether it was told to stop
 */
export async function stopsCleanly(
  folder: DataFolder,
  { kind, stopped }: Pick<StopTurn, "kind" | "stopped">,
  run: () => Promise<unknown>,
): Promise<boolean> {
  const before = (await runsIn(folder)).length;
  const [outcome] = await Promise.allSettled([run()]);
  const [line, ...more] = (await runsIn(folder)).slice(before);
  assert.is(more.length, 0);
  const hidden = (await readdir(folder.path, { recursive: true })).filter((name) => /(^|\/)\./.test(name));
  assert.equal(hidden, []);
  assert.equal((await verify(placeIn(folder.settings()))).problems, []);
  if (!stopped()) {
    assert.equal([outcome.status, line?.outcome], ["fulfilled", "done"]);
    return false;
  }
  const { reason } = outcome as PromiseRejectedResult;
  await failsWith(kind, /^Told to stop\.$/, () => Promise.reject(reason));
  assert.equal([line?.outcome, line?.exit_code, line?.error], ["failed", exitCode(reason), "Told to stop."]);
  return true;
}
