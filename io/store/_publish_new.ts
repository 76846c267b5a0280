import { Failure } from "../../errors/mod.ts";
import type { FileSystem } from "./file_system.ts";
import { publishFile } from "./publish_file.ts";

/** Publishes a file under a name that must be free: within the lock nobody else can have taken it. */
export async function publishNew(path: string, bytes: Uint8Array, fs: FileSystem): Promise<void> {
  if (!(await publishFile(path, bytes, fs))) throw taken(path);
}

/** The failure of a name that is not free. */
export function taken(path: string): Failure {
  const message = `"${path}" appeared while this run was writing it. Nothing was overwritten: run again.`;
  return new Failure("io", message);
}
