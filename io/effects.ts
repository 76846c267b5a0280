import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { AxiosInstance } from "axios";
import { type FileSystem, realFileSystem } from "../store/objects/mod.ts";

/**
 * What the outside world gives to the steps that need it. Every such step takes the part it uses as its
 * last parameter, {@linkcode realEffects} by default, so that a test can hand in another world: a clock
 * that stands still, a sleep that takes no time, a disk that is full.
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
  /** The variables that a feed's description may name. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** For files that a user asks for by their paths; data folders have their own (`localStore()`). */
  readonly files: FileSystem;
};

/** The world as it is. Axios loads with the first request: commands that make none start without it. */
export const realEffects: Effects = {
  now: () => new Date(),
  sleep: (milliseconds, signal) => delay(milliseconds, undefined, signal === undefined ? {} : { signal }),
  random: Math.random,
  uuid: randomUUID,
  http: { get: async (url, config) => await (await import("axios")).default.get(url, config) },
  stdin: process.stdin,
  environment: process.env,
  files: realFileSystem,
};

/**
 * The seconds since a moment of `performance.now()`, to the millisecond: what results and the history have.
 *
 * @example
 * ```ts
 * secondsSince(performance.now()); // 0
 * ```
 */
export function secondsSince(begun: number): number {
  return Number(((performance.now() - begun) / 1000).toFixed(3));
}
