import { Failure, type FailureKind } from "./failure.ts";
import { outOfMemory } from "./out_of_memory.ts";

/** The exit code of each kind of failure, after BSD's `sysexits.h`; of a check, after monitoring plugins'; of a signal, 128 and its number, as shells have it. */
const EXIT_CODES: Record<FailureKind, number> = {
  // As monitoring takes them: a warning, and what is critical.
  stale: 1,
  failing: 2,
  usage: 64,
  contract: 65,
  "no-input": 66,
  upstream: 69,
  "cannot-create": 73,
  io: 74,
  locked: 75,
  permission: 77,
  config: 78,
  "hung-up": 129,
  interrupted: 130,
  terminated: 143,
};

/**
 * The exit code that a thrown value ends the program with: that of its kind, or 70 (a bug of ours) for
 * anything that is not a {@linkcode Failure} and has not run out of memory.
 *
 * @example
 * ```ts
 * exitCode(new Failure("usage", "Unknown feed \"x\".")); // 64
 * exitCode(new TypeError("x is undefined")); // 70
 * ```
 */
export function exitCode(error: unknown): number {
  const failure = error instanceof Failure ? error : outOfMemory(error);
  return failure === undefined ? 70 : EXIT_CODES[failure.kind];
}
