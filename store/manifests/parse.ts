import * as v from "valibot";
import { Failure } from "../../errors/mod.ts";

/** A type whose values nobody changes, at any depth. */
export type Frozen<T> = unknown extends T
  ? T
  : T extends string | number | boolean | null | undefined
    ? T
    : T extends readonly [unknown, ...unknown[]]
      ? { readonly [Key in keyof T]: Frozen<T[Key]> }
      : T extends readonly (infer Item)[]
        ? readonly Frozen<Item>[]
        : { readonly [Key in keyof T]: Frozen<T[Key]> };

/** The schema of a whole number. */
export const INTEGER = v.pipe(v.number(), v.integer());

/**
 * A value of JSON as a schema has it. What is not in the schema is left out.
 *
 * @param where the file, as messages name it
 * @param what what the file is, as in "the manifest"
 * @throws {Failure} `contract` when the value is another one, or was written by another version of the program
 */
export function parsed<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  what: string,
  where: string,
): v.InferOutput<Schema> {
  const found = (value as { readonly schema_version?: unknown } | null)?.schema_version;
  if (typeof found === "number" && found !== 1) {
    throw new Failure(
      "contract",
      `${what} "${where}" has schema_version ${found}, and this program reads only version 1. Use the municlima that wrote it, or a newer one.`,
    );
  }
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const path = v.getDotPath(result.issues[0]) ?? "";
  const fault = path === "" ? "it is not an object of the right kind" : `"${path}" is missing or wrong`;
  throw damaged(what, where, fault);
}

/** A JSON text as a value. @throws {Failure} `contract` when it is none */
export function jsonOf(bytes: Uint8Array, what: string, where: string): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw damaged(what, where, "it is not JSON", cause);
  }
}

/** That a file of the data folder's own is not as it was written. */
export function damaged(what: string, where: string, fault: string, cause?: unknown): Failure {
  const message = `${what} "${where}" was changed since it was written: ${fault}. Restore it from a backup.`;
  return new Failure("contract", message, { cause });
}
