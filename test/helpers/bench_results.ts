import type { Results } from "../../bench/runner/results.ts";

const row = { cpu: 6, peakMb: 200, millionRows: null };

/** Results of one small workload, for trying what is made of them. */
export const results: Results = {
  schema_version: 1,
  machine: { cpu: "Fast CPU", cores: 2, memoryGb: 24, system: "Linux" },
  versions: { Node: "20.20.2", pandas: "3.1.1" },
  workloads: [
    {
      name: "ingest",
      title: "Ingest",
      about: "Takes it in.",
      input: "a feed",
      measured_on: "2026-11-24",
      program: "municlima 0.1.0 at abc1234",
      rounds: 5,
      rows: [
        { ...row, contestant: "municlima", wall: 1, ratio: 1, peakMb: 100 },
        { ...row, contestant: "DuckDB (Python)", wall: 3, ratio: 3 },
        { ...row, contestant: "DuckDB (Node)", wall: 2, ratio: 2 },
      ],
      goals: [{ goal: "municlima: time at most 0.5 × that of DuckDB", measured: 0.5, unit: "×", met: true }],
      steps: [
        { name: "start-up", seconds: 0.25 },
        { name: "parse", seconds: 0.75 },
      ],
      absent: ["pandas: failed (no room)"],
    },
  ],
};
