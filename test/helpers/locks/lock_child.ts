/** A process that does something with a lock, or with what proves a holder of it to be alive. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { type LockTimings, withLock } from "../../../store/lock.ts";
import { localLife } from "../../../store/objects/local/life.ts";
import { localStore } from "../../../store/objects/mod.ts";
import { waitForLock } from "../../../store/wait_for_lock.ts";

export type LockOrder = { readonly folder: string } & (
  | {
      /** Prints the mark of its life, and ends that when its standard input ends. */
      readonly task: "live";
      readonly token: string;
    }
  | {
      /** Prints what it knows of a life. */
      readonly task: "state";
      readonly mark: Readonly<Record<string, unknown>>;
    }
  | {
      /** Holds the lock until its standard input ends, then publishes. Prints "held", then how it ended. */
      readonly task: "hold";
      readonly timings?: LockTimings;
    }
  | {
      /** Adds a line to the object "lines", by reading, thinking and writing, under the lock. */
      readonly task: "append";
      readonly line: string;
    }
  | {
      /** Starts processes that add lines of these names, all at once, and fails when one of them does. */
      readonly task: "append-all";
      readonly lines: readonly string[];
    }
);

const script = process.argv[1] ?? "";
const order: LockOrder = JSON.parse(process.argv[2] ?? "");
const objects = localStore(order.folder);
const effects = { now: () => new Date(), sleep };

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function inputEnded(): Promise<void> {
  for await (const _ of process.stdin);
}

async function appendUnderLock(line: string): Promise<void> {
  const add = async () => {
    const before = await objects.get("lines");
    await sleep(2);
    const text = `${new TextDecoder().decode(before?.bytes)}${line}\n`;
    await objects.replace("lines", new TextEncoder().encode(text));
  };
  await waitForLock({ objects }, "append", { seconds: 300 }, add, effects);
}

async function appendAll(lines: readonly string[]): Promise<void> {
  const children = lines.map((line) => {
    const given: LockOrder = { task: "append", folder: order.folder, line };
    return once(spawn(process.execPath, [script, JSON.stringify(given)], { stdio: "inherit" }), "close");
  });
  const codes = (await Promise.all(children)).map(([code]) => code);
  if (codes.some((code) => code !== 0)) throw new Error(`Ended with ${codes.join()}`);
}

switch (order.task) {
  case "live": {
    const { mark, end } = await localLife(order.folder).begin(order.token);
    say(JSON.stringify(mark));
    await inputEnded();
    await end();
    break;
  }
  case "state":
    say(await localLife(order.folder).state(order.mark));
    break;
  case "hold": {
    const work = async ({ assertHeld }: { readonly assertHeld: () => Promise<void> }) => {
      say("held");
      await inputEnded();
      await assertHeld();
      await objects.putNew("published", new Uint8Array());
    };
    await withLock({ objects }, "hold", work, undefined, order.timings).then(
      () => say("published"),
      (error: Error) => say(error.message),
    );
    break;
  }
  case "append":
    await appendUnderLock(order.line);
    break;
  case "append-all":
    await appendAll(order.lines);
    break;
}
