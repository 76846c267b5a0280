/** How this program fails: one class, and the exit code of each kind. */
export { didYouMean } from "./did_you_mean.ts";
export { exitCode } from "./exit_code.ts";
export { Failure, type FailureKind } from "./failure.ts";
export { outOfMemory } from "./out_of_memory.ts";
