import { Failure } from "../../errors/mod.ts";
import { standardStream } from "../../store/mod.ts";
import type { Invocation, Output } from "./invocation.ts";
import { textOf } from "./text_of.ts";

/** The file that a call is to write, and the way in which it speaks of it. */
export type OutputFile = {
  readonly path: string | undefined;
  readonly noClobber: boolean;
  /** What the call says goes to standard error where the file is standard output. */
  readonly out: Output;
};

/**
 * What `--output` and `--no-clobber` of a call ask for; "-" is standard output.
 *
 * @throws {Failure} `usage` when they ask for what cannot be
 */
export function outputFile({ flags, output }: Pick<Invocation, "flags" | "output">): OutputFile {
  const path = flags.output === "-" ? "/dev/stdout" : textOf(flags.output);
  // Commander takes the "no-" off.
  const noClobber = flags.clobber === false;
  if (noClobber && path === undefined)
    throw new Failure("usage", "--no-clobber is about the file of --output. Add --output, or leave it out.");
  if (path === undefined || standardStream(path) !== "stdout") return { path, noClobber, out: output };
  if (output.json)
    throw new Failure("usage", `--json and --output ${path} both write to standard output. Leave one out.`);
  return { path, noClobber, out: { ...output, print: output.tell } };
}
