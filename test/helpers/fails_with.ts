import * as assert from "uvu/assert";
import { Failure, type FailureKind } from "../../errors/mod.ts";

/** Asserts that the function throws, or rejects with, a Failure of this kind whose one-line message matches. */
export async function failsWith(kind: FailureKind, message: RegExp, run: () => unknown): Promise<Failure> {
  let failure: unknown;
  try {
    await run();
  } catch (error) {
    failure = error;
  }
  assert.ok(failure !== undefined, `nothing was thrown, expected ${kind} ${message}`);
  if (!(failure instanceof Failure)) throw failure;
  assert.match(failure.message, message);
  assert.is(failure.kind, kind);
  assert.not.match(failure.message, /\n/);
  return failure;
}
