import { Failure } from "./failure.ts";

/** How V8, Node and WebAssembly say that no more memory is to be had, where they do not end the process themselves. */
const SAID = /could not allocate memory|Array buffer allocation failed|ERR_MEMORY_ALLOCATION_FAILED|ENOMEM/;

/**
 * The failure that an error of missing memory means; undefined for any other.
 *
 * @example
 * ```ts
 * outOfMemory(new RangeError("Array buffer allocation failed"))?.kind; // "io"
 * ```
 */
export function outOfMemory(error: unknown): Failure | undefined {
  if (!(error instanceof Error) || error instanceof Failure) return undefined;
  if (!SAID.test(`${error.message} ${(error as NodeJS.ErrnoException).code}`)) return undefined;
  const message = `There is not enough memory for this: ${error.message}. Free some, or raise the limit (ulimit -v), and run again.`;
  return new Failure("io", message, { cause: error });
}
