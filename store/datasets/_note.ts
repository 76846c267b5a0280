import * as v from "valibot";
import { Failure } from "../../errors/mod.ts";
import type { DataFolder } from "./data_folder.ts";

/** What a note of this schema says; undefined where it is not there, or damaged. */
export async function readNote<Schema extends v.GenericSchema>(
  { objects }: DataFolder,
  name: string,
  schema: Schema,
): Promise<v.InferOutput<Schema> | undefined> {
  const found = await objects.get(name);
  if (found === undefined) return undefined;
  try {
    const result = v.safeParse(schema, JSON.parse(new TextDecoder().decode(found.bytes)));
    return result.success ? result.output : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Keeps a note for the next process, if it can: who may only read the folder does without. */
export async function writeNote({ objects }: DataFolder, name: string, note: object): Promise<void> {
  await objects
    .replace(name, new TextEncoder().encode(`${JSON.stringify(note)}\n`))
    .catch((error: unknown) => {
      if (!(error instanceof Failure)) throw error;
    });
}
