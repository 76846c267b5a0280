import { join } from "node:path";
import { VERBS } from "../../commands/verbs.ts";
import { linkedCopy } from "../inputs/linked_copy.ts";
import { ours } from "./_ours.ts";
import { year } from "./_year.ts";
import type { Bench, Contestant } from "./workload.ts";

/** This program as it compacts a fresh copy of the year each time, and the data folder that it does it in. */
export async function oursCompacting(
  bench: Bench,
): Promise<{ readonly contestant: Contestant; readonly dataDir: string }> {
  if (!VERBS.some(({ name }) => name === "compact")) throw new Error("This program has no command compact.");
  const original = (await year(bench)).dataDir;
  const dataDir = join(bench.work, "compacting");
  const fresh = async () => await linkedCopy(original, dataDir);
  return { dataDir, contestant: ours(["compact", "--feed", "sample"], { work: bench.work, dataDir, fresh }) };
}
