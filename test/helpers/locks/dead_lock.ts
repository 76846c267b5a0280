import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { localLife } from "../../../store/objects/local/life.ts";

/** No process has so high an id. */
const NOBODY = 2 ** 30;

/** The lock that a run of a moment ago has left, which was killed: its process is no more. */
export async function deadLock(folder: string): Promise<string> {
  const token = randomUUID();
  const { mark, end } = await localLife(folder).begin(token);
  await end();
  const now = new Date().toISOString();
  return JSON.stringify({
    schema_version: 1,
    token,
    pid: NOBODY,
    host: hostname(),
    command: "run",
    started_at: now,
    heartbeat: now,
    life: { ...mark, pid: String(NOBODY) },
  });
}
