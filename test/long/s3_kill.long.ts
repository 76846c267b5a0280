import { test } from "uvu";
import * as assert from "uvu/assert";
import { withDataFolder } from "../helpers/folders/data_folder.ts";
import { bucketKillPoints, placeOf } from "../helpers/s3/bucket_kill_points.ts";
import {
  BUCKET_TASKS,
  type BucketTask,
  copyFolder,
  syncFrom,
  TASK_TIME,
} from "../helpers/s3/bucket_tasks.ts";
import { hasS3Server, NO_SERVER, type S3Server, startS3Server } from "../helpers/s3/versitygw.ts";
import { worldAt } from "../helpers/world.ts";
import { type Figures, keepFigures } from "./_figures.ts";

const HELD =
  "every visible version whole and as its manifest says, none lost, current.csv the old or the new one; once the lock had expired the next run succeeded and left no trace";
const figures: Figures[] = [];
let server: S3Server;

async function tries(name: string, task: BucketTask, least: number): Promise<void> {
  const times = await bucketKillPoints(server, name, task);
  assert.ok(times >= least, `${times} points`);
  figures.push({
    tried: `killed during ${name} in a bucket, before and after each request that changes it`,
    times,
    held: HELD,
  });
}

if (hasS3Server) {
  test.before(async () => {
    server = await startS3Server();
  });
  test.after(async () => {
    await server.close();
    await keepFigures("s3_kill", figures);
  });
  for (const [name, task] of Object.entries(BUCKET_TASKS)) {
    test(`${name} in a bucket may be killed before and after any request that changes it: nothing is lost, and the next run succeeds`, () =>
      tries(name, task, 16));
  }
  test("a sync into a bucket may be killed before and after any request that changes it: nothing is lost, and the next sync succeeds", async () => {
    await withDataFolder(async (work) => {
      const source = placeOf(server, work, "source");
      await BUCKET_TASKS["an ingest"].before(source, work);
      await tries("a first sync", syncFrom(source.data.objects), 40);
      await copyFolder(server, "source", "earlier");
      await BUCKET_TASKS["a compaction"].run(source, worldAt(TASK_TIME));
      const earlier = placeOf(server, work, "earlier").data.objects;
      await tries("a sync of what is new", syncFrom(source.data.objects, earlier), 16);
    });
  });
} else test.skip(`no bucket is tried: ${NO_SERVER}`, () => undefined);

test.run();
