/**
 * Runs each long test in a process of its own, as many at once as there are cores, and ends with
 * `N passed, N failed, N skipped`. One process each keeps memory and open files apart, which they count.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
/** Those that take longest begin first, or the last of them would run alone. */
const FIRST = ["fault_server", "soak", "kill", "fuzz"];
const CLOSING = /^(\d+) passed, (\d+) failed, (\d+) skipped$/m;

const names = (await readdir(new URL("long", import.meta.url)))
  .filter((name) => name.endsWith(".long.ts"))
  .map((name) => name.replace(".long.ts", ""));
const queue = [...FIRST, ...names.filter((name) => !FIRST.includes(name)).sort()];
const sums = [0, 0, 0];

await Promise.all(
  Array.from({ length: availableParallelism() }, async () => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const counts = await ran(name);
      for (const [i, count] of counts.entries()) sums[i] = (sums[i] ?? 0) + count;
    }
  }),
);
const [passed = 0, failed = 0, skipped = 0] = sums;
process.exitCode = failed > 0 ? 1 : 0;
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);

/** What a long test counted; one that ends without counting, or badly after a good count, has failed. */
async function ran(name: string): Promise<[passed: number, failed: number, skipped: number]> {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    ["--expose-gc", "--import", "tsx", "test/run_tests.ts", "test/long", `^${name}`, "long"],
    { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] },
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
