import type { ObjectStore } from "../objects/object_store.ts";

/** All names below a prefix, sorted. */
export async function namesBelow(objects: Pick<ObjectStore, "list">, prefix: string): Promise<string[]> {
  const names: string[] = [];
  for await (const page of objects.list(prefix)) names.push(...page);
  return names;
}
