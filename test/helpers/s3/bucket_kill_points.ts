import { join } from "node:path";
import * as assert from "uvu/assert";
import { verify } from "../../../pipelines/maintain/verify.ts";
import type { ObjectStore } from "../../../store/mod.ts";
import { type DataFolder, withDataFolder } from "../folders/data_folder.ts";
import { worldAt } from "../world.ts";
import { bucketStore } from "./bucket_store.ts";
import {
  ageLock,
  type BucketPlace,
  type BucketTask,
  copyFolder,
  hiddenIn,
  type ShownInBucket,
  shownIn,
  TASK_TIME,
} from "./bucket_tasks.ts";
import type { S3Server } from "./versitygw.ts";

const HOUR = 3_600_000;
/** What changes a bucket; a process that is killed at another request leaves what the last of these did. */
const CHANGES = ["PUT", "POST", "DELETE"];

const NOT_COUNTING =
  /^is (not in the inventory, and nothing reads it|missing, and with it the record of what was published)$/;

/** What a process that was killed does: nothing more. It is no failure of the network, so that nothing is tried again. */
class Killed extends Error {}

/**
 * Cuts a task off before and after each of its requests that change the bucket, as a killed process is: it sends nothing
 * any more. After each the folder must be whole, show every version that it did before or that the task publishes, and
 * `current.csv` old or new; and once the lock has expired the next run must succeed and leave no trace.
 *
 * @param choose which of all points are tried
 * @returns how many were
 */
export async function bucketKillPoints(
  server: S3Server,
  name: string,
  task: BucketTask,
  choose: (point: number) => boolean = () => true,
): Promise<number> {
  let tried = 0;
  await withDataFolder(async (work) => {
    const folder = (part: string) => `kill-${name.replaceAll(" ", "-")}-${part}`;
    const begun = folder("begun");
    await task.before(placeOf(server, work, begun), work);
    const old = await shownIn(storeAt(server, work, begun));

    const methods: string[] = [];
    await copyFolder(server, begun, folder("done"));
    const counting = async (request: Request) => {
      methods.push(request.method);
      return await fetch(request);
    };
    await task.run(placeOf(server, work, folder("done"), counting), worldAt(TASK_TIME));
    const done = await shownIn(storeAt(server, work, folder("done")));

    const changes = methods.filter((method) => CHANGES.includes(method)).length;
    for (let change = 1; change <= changes; change++) {
      for (const when of ["before", "after"] as const) {
        if (!choose(tried)) continue;
        tried++;
        const copy = folder(`${change}-${when}`);
        await copyFolder(server, begun, copy);
        let seen = 0;
        const dying = async (request: Request) => {
          if (seen > change || (seen === change && when === "after")) throw new Killed();
          if (CHANGES.includes(request.method)) seen++;
          if (seen === change && when === "before" && CHANGES.includes(request.method)) {
            seen++;
            throw new Killed();
          }
          const reply = await fetch(request);
          if (seen === change && when === "after" && CHANGES.includes(request.method)) {
            await reply.arrayBuffer();
            throw new Killed();
          }
          return reply;
        };
        const where = `${name} killed ${when} change ${change} of ${changes}`;
        await task.run(placeOf(server, work, copy, dying), worldAt(TASK_TIME)).then(
          () => assert.ok(change === changes, `${where}: nothing happened`),
          () => undefined,
        );
        await checkWhole(server, work, copy, task, old, done, where);
      }
    }
  });
  return tried;
}

async function checkWhole(
  server: S3Server,
  work: DataFolder,
  folder: string,
  task: BucketTask,
  old: ShownInBucket,
  done: ShownInBucket,
  where: string,
): Promise<void> {
  const place = placeOf(server, work, folder);
  const { objects } = place.data;
  const now = await shownIn(objects);
  // Of what was copied in part, "verify" says that it does not count, until it is copied to its end.
  const isOfCopy = ({ what }: { readonly what: string }) => task.copies === true && NOT_COUNTING.test(what);
  const midway = (await verify(place)).problems;
  assert.equal(
    midway.filter((problem) => !isOfCopy(problem)),
    [],
    where,
  );
  for (const version of old.versions)
    if (done.versions.has(version)) assert.ok(now.versions.has(version), `${where}: "${version}" is lost`);
  for (const version of now.versions)
    assert.ok(
      old.versions.has(version) || done.versions.has(version),
      `${where}: "${version}" came from nowhere`,
    );
  assert.ok([old.current, done.current].includes(now.current), `${where}: current.csv is neither`);

  await ageLock(server, folder);
  await task.run(place, worldAt(new Date(Date.parse(TASK_TIME) + HOUR).toISOString()));
  const { problems, unfinished } = await verify(place);
  assert.equal([problems, unfinished], [[], []], `${where}, then run again`);
  assert.equal(await hiddenIn(server, folder), [], `${where}, then run again`);
  const after = await shownIn(objects);
  for (const version of now.versions) {
    const stays = !old.versions.has(version) || done.versions.has(version);
    if (stays) assert.ok(after.versions.has(version), `${where}, then run again: "${version}" is lost`);
  }
}

function storeAt(
  server: S3Server,
  work: DataFolder,
  folder: string,
  fetch?: (request: Request) => Promise<Response>,
): ObjectStore {
  return bucketStore(server, join(work.path, "copies"), { folder }, fetch === undefined ? {} : { fetch });
}

/** The place of a folder in the bucket, whose requests go through what is given. */
export function placeOf(
  server: S3Server,
  work: DataFolder,
  folder: string,
  fetch?: (request: Request) => Promise<Response>,
): BucketPlace {
  return {
    data: { objects: storeAt(server, work, folder, fetch) },
    logs: storeAt(server, work, `${folder}/logs`, fetch),
    settings: work.settings({
      dataDir: `s3://${server.bucket}/${folder}`,
      logDir: `s3://${server.bucket}/${folder}/logs`,
    }),
    from: join(work.path, "feed.json"),
  };
}
