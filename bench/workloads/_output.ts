import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Contestant } from "./workload.ts";

/** An empty place for the peers' outputs of one workload: gives the path of each peer's. */
export async function outputs(
  work: string,
  workload: string,
  ending: string,
): Promise<(peer: string) => string> {
  const folder = join(work, "out", workload);
  await mkdir(folder, { recursive: true });
  return (peer) => join(folder, `${peer}${ending}`);
}

/** The contestant with the CSV that it writes as its table. */
export function writingCsv<T extends Contestant & { readonly output: string }>(contestant: T): Contestant {
  return { ...contestant, table: async () => await readFile(contestant.output, "utf8") };
}
