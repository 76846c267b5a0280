import { readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { localLife, removeDeadSockets } from "../../../../store/objects/local/life.ts";
import { localStore } from "../../../../store/objects/mod.ts";
import { withTemporaryFolder } from "../../../helpers/folders/temporary_folder.ts";
import { killed, lockProcess } from "../../../helpers/locks/lock_process.ts";
import { canStart, OTHER_PROCESSES, otherHost, otherStart } from "../../../helpers/locks/namespaces.ts";
import { type Script, script } from "../../../helpers/processes/script.ts";

type Mark = Readonly<Record<string, string>>;
const TOKEN = "0B5F0998-1539-4354-b405-2576b8525a71";

/** A process that proves to be alive until its standard input ends, and its mark. */
async function living(folder: string, under?: readonly string[]): Promise<{ mark: Mark; holder: Script }> {
  const holder = await lockProcess({ task: "live", folder, token: TOKEN }, under);
  return { mark: JSON.parse(await holder.said()), holder };
}

/** What another process knows of a life. */
async function stateFrom(under: readonly string[], folder: string, mark: Mark): Promise<string> {
  const asking = await lockProcess({ task: "state", folder, mark }, under);
  const said = (await asking.said()).trim();
  await asking.done();
  return said;
}

function without(mark: Mark, ...names: string[]): Mark {
  return Object.fromEntries(Object.entries(mark).filter(([name]) => !names.includes(name)));
}

test("localLife() marks the process, makes the folder, listens at a socket in it and removes that at the end", async () => {
  await withTemporaryFolder(async (folder) => {
    // Longer than the address of a socket can be.
    const data = join(folder, "d".repeat(120), "data");
    const life = localLife(data);
    const { mark, end } = await life.begin(TOKEN);
    assert.equal(Object.keys(mark), [
      ...["boot_id", "pid_namespace", "pid", "process_start"],
      ...["socket", "socket_inode"],
    ]);
    assert.is(mark.pid, String(process.pid));
    assert.is(mark.socket, ".lock-0b5f09981539.sock");
    assert.equal(await readdir(data), [mark.socket]);
    assert.is(await life.state(mark), "alive");
    await end();
    assert.equal(await readdir(data), []);
  });
});

test("localLife() sees that a process is alive, and that it was killed as soon as it was", async () => {
  await withTemporaryFolder(async (folder) => {
    const { mark, holder } = await living(folder);
    const life = localLife(folder);
    // By the socket alone, then by the process id alone.
    const marks = [without(mark, "pid_namespace"), without(mark, "socket")];
    for (const some of marks) assert.is(await life.state(some), "alive");
    await killed(holder);
    for (const some of marks) assert.is(await life.state(some), "dead");
  });
});

test("localLife() sees a process that is stopped as alive, however often it is asked", async () => {
  await withTemporaryFolder(async (folder) => {
    const { mark, holder } = await living(folder);
    holder.process.kill("SIGSTOP");
    const asked = Array.from({ length: 600 }, () => localLife(folder).state(without(mark, "pid_namespace")));
    assert.equal(new Set(await Promise.all(asked)), new Set(["alive"]));
    await killed(holder);
  });
});

test("localLife() sees processes in and from another namespace of processes and under another host name", async () => {
  for (const under of [OTHER_PROCESSES, OTHER_PROCESSES.slice(0, -1), otherHost("elsewhere")]) {
    if (!canStart(under)) continue;
    await withTemporaryFolder(async (folder) => {
      const outside = await living(folder);
      assert.is(await stateFrom(under, folder, outside.mark), "alive");
      await killed(outside.holder);
      assert.is(await stateFrom(under, folder, outside.mark), "dead");
      await removeDeadSockets(folder);
      const inside = await living(folder, under);
      assert.is(await localLife(folder).state(inside.mark), "alive");
      await killed(inside.holder);
      assert.is(await localLife(folder).state(inside.mark), "dead");
    });
  }
});

test("localLife() does not judge by the process id in another namespace, when there is no socket", async () => {
  if (!canStart(OTHER_PROCESSES)) return;
  await withTemporaryFolder(async (folder) => {
    for (const under of [OTHER_PROCESSES, OTHER_PROCESSES.slice(0, -1)]) {
      const outside = await living(folder);
      const mark = without(outside.mark, "socket");
      assert.is(await stateFrom(under, folder, mark), "unknown");
      await killed(outside.holder);
      assert.is(await stateFrom(under, folder, mark), "unknown");
      await removeDeadSockets(folder);
    }
  });
});

test("localLife() does not judge a process of another start of the machine, nor from one", async () => {
  await withTemporaryFolder(async (folder) => {
    const life = localLife(folder);
    const { mark, end } = await life.begin(TOKEN);
    const other = { ...mark, boot_id: "11111111-2222-3333-4444-555555555555" };
    assert.is(await life.state(other), "unknown");
    const file = join(folder, "boot_id");
    await writeFile(file, `${other.boot_id}\n`);
    if (canStart(otherStart(file))) {
      assert.is(await stateFrom(otherStart(file), folder, mark), "unknown");
      assert.is(await stateFrom(otherStart(file), folder, other), "alive");
    }
    await end();
  });
});

test("localLife() takes another process with the same id for another one", async () => {
  await withTemporaryFolder(async (folder) => {
    const life = localLife(folder);
    const { mark, end } = await life.begin(TOKEN);
    await end();
    assert.is(await life.state(mark), "alive");
    assert.is(await life.state({ ...mark, process_start: `${mark.process_start}0` }), "dead");
  });
});

test("localLife() takes no copy of a socket for proof", async () => {
  await withTemporaryFolder(async (folder) => {
    const [data, copy] = [join(folder, "data"), join(folder, "copy")];
    const { mark, end } = await localLife(data).begin(TOKEN);
    const proof = without(mark, "pid_namespace");
    await killed((await living(copy)).holder);
    assert.equal(await readdir(copy), [mark.socket]);
    assert.is(await localLife(copy).state(proof), "unknown");
    await rm(join(copy, mark.socket ?? ""));
    await writeFile(join(copy, mark.socket ?? ""), "");
    assert.is(await localLife(copy).state(proof), "unknown");
    assert.is(await localLife(data).state(proof), "alive");
    await end();
  });
});

test("localLife() does without a socket where there can be none", async () => {
  await withTemporaryFolder(async (folder) => {
    const life = localLife(folder);
    await writeFile(join(folder, ".lock-0b5f09981539.sock"), "");
    const { mark, end } = await life.begin(TOKEN);
    assert.is(mark.socket, undefined);
    assert.is(await life.state(mark), "alive");
    await end();
    await writeFile(join(folder, "file"), "");
    const nowhere = await localLife(join(folder, "file", "data")).begin(TOKEN);
    assert.is(nowhere.mark.socket, undefined);
    await nowhere.end();
  });
});

test("localLife() makes nothing of marks that are not its own", async () => {
  await withTemporaryFolder(async (folder) => {
    const life = localLife(folder);
    const { mark, end } = await life.begin(TOKEN);
    await end();
    assert.is(await life.state({}), "unknown");
    const { boot_id } = mark;
    for (const strange of [
      {},
      { pid: "x" },
      { socket: "../other/.lock-1.sock" },
      { ...mark, pid: "0" },
      { pid: 1 },
    ]) {
      assert.is(await life.state({ ...strange, boot_id }), "unknown", JSON.stringify(strange));
    }
  });
});

test("localLife() does not keep the process running", async () => {
  await withTemporaryFolder(async (folder) => {
    await script(`
      import { localLife } from "./store/objects/local/life.ts";
      await localLife(${JSON.stringify(folder)}).begin("0");
    `).done();
  });
});

test("localStore().sweep() removes the sockets of processes that were killed", async () => {
  await withTemporaryFolder(async (folder) => {
    await killed((await living(folder)).holder);
    assert.is(await localStore(folder).sweep(["raw/"]), 0);
    assert.is(await localStore(folder).sweep(["", "raw/"]), 1);
    assert.equal(await readdir(folder), []);
  });
});

test("removeDeadSockets() removes those of processes that have ended, and nothing else", async () => {
  await withTemporaryFolder(async (folder) => {
    await killed((await living(folder)).holder);
    const { mark, end } = await localLife(folder).begin("alive");
    const others = [".lock", ".lock-0.sock", ".lock-notes.txt", "data.sock"];
    for (const name of others) await writeFile(join(folder, name), "");
    assert.is(await removeDeadSockets(folder), 1);
    assert.equal((await readdir(folder)).sort(), [...others, mark.socket].sort());
    await end();
    assert.is(await removeDeadSockets(folder), 0);
    assert.is(await removeDeadSockets(join(folder, "missing")), 0);
  });
});

test.run();
