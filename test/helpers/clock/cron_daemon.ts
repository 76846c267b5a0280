import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { test } from "uvu";
import { canStart } from "../locks/namespaces.ts";
import { testWith } from "../processes/installed.ts";
import { clockOf, FAKE_TIME, fakeTimeText, setClock } from "./fake_time.ts";

/** How much faster than ours its clock goes: it sleeps a minute at a time. */
const RATE = 300;
/** It sees no crontab of this machine, and this one alone. */
const START = `
mount -t tmpfs none /var/spool/cron/crontabs && mount -t tmpfs none /etc/cron.d && mount -t tmpfs none /run &&
mount --bind /dev/null /etc/crontab && install -m 600 "$1" /var/spool/cron/crontabs/root && exec cron -f`;

/** This machine's cron at work on one crontab, by a clock of its own. */
export type CronDaemon = {
  /** Sets its clock, which then goes on, three hundred times as fast as ours. */
  readonly setClock: (time: Date) => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** What to declare a test with that needs {@linkcode startCron}. */
export function testWithCron(what: string): typeof test | typeof test.skip {
  const declare = testWith("cron", what);
  if (declare !== test) return declare;
  if (FAKE_TIME !== undefined && canStart(["unshare", "--mount"])) return test;
  process.stdout.write(`Not run: ${what}. For that: root, and apt-get install faketime\n`);
  return test.skip;
}

/**
 * Starts this machine's cron with a crontab of root's, and nothing else to do.
 *
 * @param folder where its clock lies
 */
export async function startCron(crontab: string, at: Date, folder: string): Promise<CronDaemon> {
  const clock = join(folder, "cron_clock");
  const begun = Date.now();
  const set = (time: Date) =>
    // A clock that goes at another rate begins when its process did.
    setClock(clock, `@${fakeTimeText(new Date(time.getTime() - (Date.now() - begun) * RATE))} x${RATE}`);
  await set(at);
  const child = spawn("unshare", ["--mount", "sh", "-c", START, "sh", crontab], {
    env: { ...process.env, ...clockOf(clock) },
    stdio: "ignore",
  });
  return { setClock: set, stop: () => stopped(child) };
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}
