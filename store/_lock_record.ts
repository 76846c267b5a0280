import * as z from "zod/mini";
import { LOCK } from "./layout.ts";
import type { ObjectStore } from "./objects/object_store.ts";

/** Another `schema_version` is read as well: what it does not say in these words does not count. */
const HOLDER = z.object({
  /** Random: it says whose the lock is. Locks of municlima 0.1 have none. */
  token: z.exactOptional(z.string()),
  pid: z.int(),
  host: z.string(),
  command: z.string(),
  started_at: z.string(),
  /** When the lock was last renewed, by the clock of the machine that holds it. */
  heartbeat: z.exactOptional(z.string()),
  /** What the store needs to know whether the holder is alive. */
  life: z.exactOptional(z.record(z.string(), z.string())),
});

/** The run that holds a lock, as the lock says. */
export type Holder = Readonly<z.output<typeof HOLDER>>;

/** A lock that was read, and the tag by which it can be replaced or removed; no holder when it does not say. */
export type FoundLock = { readonly tag: string; readonly holder: Holder | undefined };

/** Reads the lock; undefined when there is none. */
export async function findLock(objects: ObjectStore): Promise<FoundLock | undefined> {
  const found = await objects.get(LOCK);
  return found && { tag: found.tag, holder: holderIn(new TextDecoder().decode(found.bytes)) };
}

function holderIn(text: string): Holder | undefined {
  try {
    return z.safeParse(HOLDER, JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A lock as it is stored: a line of JSON. */
export function lockBytes(holder: Holder): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify({ schema_version: 1, ...holder })}\n`);
}
