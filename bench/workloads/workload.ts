import type { Sample } from "../measure/sample.ts";
import type { Peers } from "../runner/peers.ts";

/** What a workload is prepared with. */
export type Bench = {
  /** Folder of inputs and outputs; inputs stay there for the next time. */
  readonly work: string;
  /** Small inputs, to try the bench itself. */
  readonly quick: boolean;
  readonly peers: Peers;
};

/** One of those that do the same work. */
export type Contestant = {
  readonly name: string;
  /** Does the work once, and measures it. */
  readonly measure: () => Promise<Sample>;
  /** The table that the last run made, as CSV, for comparing. */
  readonly table?: () => Promise<string>;
  /** How many rows it takes in, in millions, where that differs between contestants. */
  readonly millionRows?: number;
};

/** What is aimed at. */
export type Goal = {
  readonly contestant: string;
  readonly what: "wall" | "cpu" | "peak";
  /** In seconds or MB, or how many times the other's. */
  readonly atMost: number;
  /** The other: those contestants whose name begins so. The best of them counts. */
  readonly times?: string;
};

/** A workload that is ready to be run. */
export type Prepared = {
  /** What goes in, in a few words. */
  readonly input: string;
  /** The first is what the others are compared with. */
  readonly contestants: readonly Contestant[];
  readonly goals: readonly Goal[];
  /** Columns whose values are equal when they differ by 1e-9 of themselves; all others must be the same text. */
  readonly measures?: readonly string[];
};

/** One kind of work, as data: the runner is the same for all. */
export type Workload = {
  readonly name: string;
  readonly title: string;
  /** What is done, in one or two sentences. */
  readonly about: string;
  readonly prepare: (bench: Bench) => Promise<Prepared>;
};

/** What this program is called among the contestants. */
export const OURS = "municlima";
