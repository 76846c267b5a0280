import { Failure } from "../../errors/mod.ts";
import type { Output } from "./invocation.ts";

/** Standard output, which may be closed or full at any time. */
export type StandardOutput = Pick<Output, "print" | "write"> & {
  /**
   * Waits until all is written, and gives what went wrong: a full disk, or anything else but a reader that has seen
   * enough, as `head` has.
   */
  readonly end: () => Promise<Failure | undefined>;
};

/**
 * Takes care of standard output: whatever happens to it ends no command in the middle of its work.
 *
 * @example
 * ```ts
 * const out = standardOutput(process.stdout);
 * out.print("2,463 towns\n");
 * const failure = await out.end();
 * ```
 */
export function standardOutput(stream: NodeJS.WriteStream): StandardOutput {
  let broken: NodeJS.ErrnoException | undefined;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    broken ??= error;
  });
  const written = (piece: Uint8Array | string) =>
    new Promise<void>((resolve) => {
      stream.write(piece, () => resolve());
    });
  return {
    print: (text) => stream.write(text),
    // Who has stopped to read is told no more.
    write: async (piece) => {
      if (broken === undefined) await written(piece);
    },
    end: async () => {
      await written("");
      if (broken === undefined || broken.code === "EPIPE") return undefined;
      const why =
        broken.code === "ENOSPC"
          ? "the disk is full. Make room and run again"
          : `${broken.message}. Run again`;
      return new Failure("io", `Cannot write to standard output: ${why}.`, { cause: broken });
    },
  };
}
