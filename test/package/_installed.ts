import { execFile } from "node:child_process";
import { chmod, chown, mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CliEnd } from "../helpers/processes/cli.ts";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const TOOLS = fileURLToPath(new URL(".", import.meta.url));
/** "nobody": who installs the package and runs it where the tests are run by root, whom no permission stops. */
const NOBODY = 65_534;
const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/** The package as `npm pack` makes it, installed into an empty folder by a user who is not root. */
export type Installed = {
  readonly tarball: string;
  /** The folder that it was installed into, which nobody may write to from then on. */
  readonly prefix: string;
  /** A folder that may be written to, in which the program is run. */
  readonly work: string;
  /** Runs a program there, with a home that may not be written to. */
  readonly run: (program: string, args: readonly string[], cwd?: string) => Promise<CliEnd>;
  /** The path of a program that the package is tried with. */
  readonly tool: (name: string) => string;
  readonly remove: () => Promise<void>;
};

/** Packs the package, installs it from the registry's other packages alone, and takes the right to write away. */
export async function installed(): Promise<Installed> {
  const folder = await mkdtemp(join(tmpdir(), "municlima-package-"));
  await chmod(folder, 0o755);
  const made = async (name: string): Promise<string> => {
    const path = join(folder, name);
    await mkdir(path);
    if (user.uid !== undefined) await chown(path, user.uid, user.gid);
    return path;
  };
  const [prefix, work, home, cache] = await Promise.all(["prefix", "work", "home", "cache"].map(made));
  const npm = async (args: readonly string[], where: Where): Promise<string> => {
    const end = await ran("npm", [...args, "--no-fund", "--no-audit"], where);
    if (end.code !== 0) throw new Error(`npm ${args.join(" ")}: ${end.stderr}`);
    return end.stdout;
  };
  await npm(["install"], { cwd: TOOLS });
  const packed = JSON.parse(await npm(["pack", "--json", "--pack-destination", folder], { cwd: ROOT }));
  const tarball = join(folder, packed[0].filename);
  await chmod(tarball, 0o644);
  await npm(["install", tarball], { cwd: prefix ?? "", as: user, home, cache });
  await ran("chmod", ["-R", "a-w", prefix ?? "", home ?? ""], { cwd: folder });
  return {
    tarball,
    prefix: prefix ?? "",
    work: work ?? "",
    run: (program, args, cwd = work) => ran(program, args, { cwd: cwd ?? "", as: user, home, cache }),
    tool: (name) => join(TOOLS, "node_modules", name),
    remove: async () => {
      await ran("chmod", ["-R", "u+w", folder], { cwd: tmpdir() });
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The bytes of all files below a folder. */
export async function bytesBelow(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

type Where = {
  readonly cwd: string;
  readonly as?: typeof user;
  readonly home?: string | undefined;
  readonly cache?: string | undefined;
};

async function ran(
  program: string,
  args: readonly string[],
  { cwd, as = {}, home, cache }: Where,
): Promise<CliEnd> {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(MUNICLIMA_|npm_|NODE_|XDG_)/.test(name),
  );
  const env = {
    ...Object.fromEntries(inherited),
    // Other users' samples lie in the system's own folder for temporary files.
    ...(home === undefined ? {} : { HOME: home, TMPDIR: cwd }),
    ...(cache === undefined ? {} : { npm_config_cache: cache }),
  };
  return await new Promise((resolve) => {
    const child = execFile(
      program,
      [...args],
      { cwd, env, ...as, maxBuffer: 2 ** 26 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === "number" ? error.code : null;
        resolve({
          code,
          signal: error?.signal ?? null,
          stdout,
          stderr: stderr || String(error?.message ?? ""),
        });
      },
    );
    child.stdin?.end();
  });
}
