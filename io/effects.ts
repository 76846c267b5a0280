import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import axios, { type AxiosInstance } from "axios";

/**
 * What the outside world gives to the steps that need it. Every such step takes the part it uses as its
 * last parameter, {@linkcode realEffects} by default, so that a test can hand in another world: a clock
 * that stands still, a sleep that takes no time, a server that is not there.
 */
export type Effects = {
  readonly now: () => Date;
  /** Waits; ends early, by throwing, when the signal is aborted. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<unknown>;
  /** A number from 0 up to, but not including, 1. */
  readonly random: () => number;
  readonly uuid: () => string;
  readonly http: Pick<AxiosInstance, "get">;
  readonly stdin: AsyncIterable<Uint8Array>;
};

/** The world as it is. */
export const realEffects: Effects = {
  now: () => new Date(),
  sleep: (milliseconds, signal) => delay(milliseconds, undefined, signal === undefined ? {} : { signal }),
  random: Math.random,
  uuid: randomUUID,
  http: axios,
  stdin: process.stdin,
};
