import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const BIN = fileURLToPath(new URL("../../bin/municlima.js", import.meta.url));

export type CliOptions = {
  readonly cwd?: string;
  /** Added to an environment without settings of the caller's. */
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: Uint8Array | string;
};

/** Runs the program as a process of its own, as a user would, until it ends. */
export async function cli(
  args: readonly string[],
  { cwd, env, stdin = "" }: CliOptions = {},
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(MUNICLIMA_|npm_|FORCE_COLOR|NO_COLOR)/.test(name),
  );
  const child = spawn(process.execPath, [BIN, ...args], {
    cwd,
    env: { ...Object.fromEntries(inherited), ...env },
  });
  child.stdin.on("error", () => undefined);
  child.stdin.end(stdin);
  const [stdout, stderr, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on("close", resolve)),
  ]);
  return { code, stdout, stderr };
}
