import type { TextStream } from "../../terminal/marked_stream.ts";
import type { Screen } from "../../terminal/screen.ts";

/** Where a command's words go, and how. */
export type Output = {
  readonly screen: Screen;
  /** Data and reports: standard output. */
  readonly print: (text: string) => void;
  /** Data of any size, piece by piece, for as long as anyone reads it. */
  readonly printAll: (
    pieces: Iterable<Uint8Array | string> | AsyncIterable<Uint8Array | string>,
  ) => Promise<void>;
  /** Everything else: standard error. */
  readonly tell: (text: string) => void;
  /** Standard error itself, which is written to in a quiet run too. */
  readonly errors: TextStream;
  readonly json: boolean;
  readonly quiet: boolean;
};

/** One call of a command: its flags as the command line gave them, the world around it, and its output. */
export type Invocation = {
  /** The arguments besides flags. */
  readonly args: readonly string[];
  readonly flags: Readonly<Record<string, unknown>>;
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly output: Output;
};
