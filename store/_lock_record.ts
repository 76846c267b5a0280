import * as v from "valibot";
import { LOCK } from "./layout.ts";
import { INTEGER } from "./manifests/parse.ts";
import type { ObjectStore } from "./objects/object_store.ts";

/** Another `schema_version` is read as well: what it does not say in these words does not count. */
const HOLDER = v.object({
  /** Random: it says whose the lock is. Locks of municlima 0.1 have none. */
  token: v.exactOptional(v.string()),
  pid: INTEGER,
  host: v.string(),
  command: v.string(),
  started_at: v.string(),
  /** When the lock was last renewed, by the clock of the machine that holds it. */
  heartbeat: v.exactOptional(v.string()),
  /** What the store needs to know whether the holder is alive. */
  life: v.exactOptional(v.record(v.string(), v.string())),
});

/** The run that holds a lock, as the lock says. */
export type Holder = Readonly<v.InferOutput<typeof HOLDER>>;

/** A lock that was read, and the tag by which it can be replaced or removed; no holder when it does not say. */
export type FoundLock = { readonly tag: string; readonly holder: Holder | undefined };

/** Reads the lock; undefined when there is none. */
export async function findLock(objects: ObjectStore): Promise<FoundLock | undefined> {
  const found = await objects.get(LOCK);
  return found && { tag: found.tag, holder: holderIn(new TextDecoder().decode(found.bytes)) };
}

function holderIn(text: string): Holder | undefined {
  try {
    const result = v.safeParse(HOLDER, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A lock as it is stored: a line of JSON. */
export function lockBytes(holder: Holder): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify({ schema_version: 1, ...holder })}\n`);
}
