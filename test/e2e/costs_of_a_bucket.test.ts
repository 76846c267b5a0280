import { readFile } from "node:fs/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { withDataFolder } from "../helpers/folders/data_folder.ts";
import { placeOf } from "../helpers/s3/bucket_kill_points.ts";
import { BUCKET_TASKS, TASK_TIME } from "../helpers/s3/bucket_tasks.ts";
import { hasS3Server, NO_SERVER, type S3Server, startS3Server } from "../helpers/s3/versitygw.ts";
import { worldAt } from "../helpers/world.ts";

const SCALE = await readFile(new URL("../../docs/scale.md", import.meta.url), "utf8");
let server: S3Server;

if (hasS3Server) {
  test.before(async () => {
    server = await startS3Server();
  });
  test.after(() => server.close());

  test("an ingest and a merge in a bucket take no more requests than docs/scale.md says, and than twice an ideal run's", async () => {
    await withDataFolder(async (work) => {
      for (const [name, ideal] of [
        ["an ingest", 17],
        ["a merge", 23],
      ] as const) {
        const task = BUCKET_TASKS[name];
        const folder = `count-${name.slice(-6).trim()}`;
        await task.before(placeOf(server, work, folder), work);
        const asked: string[] = [];
        const counting = async (request: Request) => {
          asked.push(`${request.method} ${request.url.includes("list-type") ? "list" : ""}`);
          return await fetch(request);
        };
        await task.run(placeOf(server, work, folder, counting), worldAt(TASK_TIME));
        const [, said] = new RegExp(`^\\| ${name} \\| (\\d+) \\|`, "m").exec(SCALE) ?? [];
        assert.ok(asked.length <= 2 * ideal, `${name}: ${asked.length}`);
        assert.ok(
          asked.length <= Number(said) && asked.length >= Number(said) - 6,
          `${name}: ${asked.length}, said ${said}`,
        );
      }
    });
  });
} else test.skip(`no data folder in a bucket is tried: ${NO_SERVER}`, () => undefined);

test.run();
