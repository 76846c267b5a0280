/**
 * Runs the tests of a folder in several processes, as many at once as there are cores: those of each folder in it in
 * one, or each file in its own where it has no folders. Ends with `N passed, N failed, N skipped`. Beside the time
 * that is saved this keeps memory and open files apart, which some tests count.
 *
 *     node --import tsx test/run_side_by_side.ts [folder] [pattern] [suffix, "test" unless given]
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { statfs } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { parse } from "uvu/parse";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
/** Those that take longest begin first, or the last of them would run alone. */
const FIRST = ["week", "property", "e2e", "pipelines", "frames", "fault_server", "soak", "kill", "fuzz"];
/** The folder that takes longest, and in how many parts: in one it would still be running when all others are done. */
const [LONGEST, PARTS] = ["e2e", 4];
/** A folder in memory, where there is room: long tests write thousands of small files, and stop processes, not disks. */
const MEMORY = "/dev/shm";
const ROOM = 4e9;
const CLOSING = /^(\d+) passed, (\d+) failed, (\d+) skipped$/m;

const [folder = "test", pattern = "", suffix = "test"] = process.argv.slice(2);
const { suites } = await parse(folder, `${pattern}.*\\.${suffix}\\.ts$`);
const groups = new Map<string, string[]>();
for (const [place, { name }] of suites.entries()) {
  const [folder = ""] = name.split(/[/\\.]/, 1);
  const group = folder === LONGEST ? `${folder}/${place % PARTS}` : folder;
  groups.set(group, [...(groups.get(group) ?? []), name.replace(`.${suffix}.ts`, "")]);
}
const rank = (group: string) => {
  const place = FIRST.indexOf(group.split("/", 1)[0] ?? "");
  return place < 0 ? FIRST.length : place;
};
const queue = [...groups].sort(([a], [b]) => rank(a) - rank(b));
const env = suffix === "long" && (await hasRoom(MEMORY)) ? { ...process.env, TMPDIR: MEMORY } : process.env;
const sums = [0, groups.size === 0 ? 1 : 0, 0];
if (groups.size === 0) process.stdout.write(`No test file below "${folder}" matches "${pattern}".\n`);

await Promise.all(
  Array.from({ length: availableParallelism() }, async () => {
    for (let group = queue.shift(); group !== undefined; group = queue.shift()) {
      const counts = await ran(group[1]);
      for (const [i, count] of counts.entries()) sums[i] = (sums[i] ?? 0) + count;
    }
  }),
);
const [passed = 0, failed = 0, skipped = 0] = sums;
process.exitCode = failed > 0 ? 1 : 0;
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);

async function hasRoom(folder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder).catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize > ROOM;
}

/** What some files, named without their suffix, counted; a process that ends without counting, or badly after a good count, has failed. */
async function ran(files: readonly string[]): Promise<[passed: number, failed: number, skipped: number]> {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [
      ...["--expose-gc", "--import", "tsx"],
      ...["test/run_tests.ts", folder, `^(?:${files.join("|")})(?=\\.)`, suffix],
    ],
    { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] },
  );
  let said = "";
  child.stdout.on("data", (data) => (said += data));
  child.stderr.on("data", (data) => (said += data));
  const [code] = await once(child, "close");
  process.stdout.write(`${said.trim()}\n${Math.round((performance.now() - started) / 1000)} s\n\n`);
  const [, passed, failed, skipped] = CLOSING.exec(said) ?? [];
  if (passed === undefined) return [0, 1, 0];
  return [Number(passed), Math.max(Number(failed), code === 0 ? 0 : 1), Number(skipped)];
}
