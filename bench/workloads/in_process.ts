import { readFile } from "node:fs/promises";
import { sample } from "../../configs/feeds/sample.ts";
import { hourlyFeed } from "../inputs/feeds.ts";
import type { Contestant, Workload } from "./workload.ts";

const [ALONE, ALL] = ["inflate alone", "inflate, parse, last record"] as const;

/** The hot path without a process around it, beside its least part. */
export const inProcess: Workload = {
  name: "in-process",
  title: "Inflate, parse and select inside one process",
  about: "The program's own functions on a body in memory, warm, beside inflating the same bytes alone.",
  prepare: async (bench) => {
    const path = await hourlyFeed(bench);
    const body = await readFile(path);
    // Polars and the rest are loaded for this workload alone.
    const { gunzip } = await import("../../io/body/gunzip.ts");
    const { lastRecordReader } = await import("../../frames/mod.ts");
    const inflate = (write: (piece: Uint8Array) => void) => gunzip(body, sample.caps.text_bytes, path, write);
    return {
      input: bench.quick
        ? "a few towns × 116 hours"
        : "285,708 rows × 20 columns, 112 MB of JSON in 10 MB of gzip",
      contestants: [
        timed(ALONE, () => inflate(() => undefined)),
        timed(ALL, async () => {
          const reader = lastRecordReader(sample);
          await inflate(reader.write);
          if (reader.end()?.snapshot.height === undefined) throw new Error(`"${path}" is not regular.`);
        }),
      ],
      goals: [{ contestant: ALL, what: "wall", atMost: 2.5, times: ALONE }],
    };
  },
};

function timed(name: string, work: () => Promise<unknown>): Contestant {
  return {
    name,
    measure: async () => {
      const begun = performance.now();
      await work();
      return { wall: (performance.now() - begun) / 1000 };
    },
  };
}
