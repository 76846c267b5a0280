import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

/** The file that Node is given to run the program. */
export const BIN = fileURLToPath(new URL("../../../bin/municlima.js", import.meta.url));

export type CliOptions = {
  /** Another copy's file to run. */
  readonly bin?: string;
  readonly cwd?: string;
  /** Added to an environment without settings of the caller's. */
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: Uint8Array | string;
};

/** How a process ended: with a code, or killed by a signal. */
export type CliEnd = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** Runs the program as a process of its own, as a user would, until it ends. */
export async function cli(args: readonly string[], options: CliOptions = {}): Promise<CliEnd> {
  return await startCli(args, options).end;
}

/** Starts the program as a process of its own, and gives it while it runs. */
export function startCli(
  args: readonly string[],
  { bin = BIN, cwd, env, stdin = "" }: CliOptions = {},
): { readonly process: ChildProcessWithoutNullStreams; readonly end: Promise<CliEnd> } {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(MUNICLIMA_|npm_|FORCE_COLOR|NO_COLOR|COLUMNS)/.test(name),
  );
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    env: { ...Object.fromEntries(inherited), ...env },
  });
  child.stdin.on("error", () => undefined);
  child.stdin.end(stdin);
  const end = Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<Pick<CliEnd, "code" | "signal">>((resolve) =>
      child.on("close", (code, signal) => resolve({ code, signal })),
    ),
  ]).then(([stdout, stderr, how]) => ({ ...how, stdout, stderr }));
  return { process: child, end };
}
