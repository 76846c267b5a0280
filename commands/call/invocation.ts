import type { Command } from "commander";
import type { LogEntry } from "../../terminal/log_lines.ts";
import type { TextStream } from "../../terminal/marked_stream.ts";
import type { Screen } from "../../terminal/screen.ts";

/** Where a command's words go, and how. */
export type Output = {
  readonly screen: Screen;
  /** Data and reports: standard output. */
  readonly print: (text: string) => void;
  /** Data of any size, a piece at a time: standard output, once it has taken what came before. */
  readonly write: (bytes: Uint8Array) => Promise<void>;
  /** Everything else: standard error. */
  readonly tell: (text: string) => void;
  /** Standard error itself, which is written to in a quiet run too. */
  readonly errors: TextStream;
  /** Notes a step of a run, where standard error is a log of JSON lines; absent elsewhere. */
  readonly log?: ((entry: LogEntry) => void) | undefined;
  /** Is given the result that is printed. */
  readonly onResult?: ((result: object) => void) | undefined;
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
  /** The whole command line, for a command that tells of it. */
  readonly commandLine: Command;
  readonly output: Output;
  /** The id of the run, where the call is one. */
  readonly runId?: string | undefined;
};
