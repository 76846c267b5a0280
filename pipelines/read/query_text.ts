import { didYouMean, Failure } from "../../errors/mod.ts";
import { type Effects, realEffects } from "../../io/effects.ts";
import { type DataFolder, namesBelow, QUERIES_FOLDER, savedQueryName } from "../../store/mod.ts";

/** Where the SQL of a query is: given as it stands, the name of one that is kept, "-" for standard input, or a file. */
export type QuerySource = { readonly given: string } | { readonly file: string };

/** No query is one word, so that one is the name of one. */
const NAME = /^[A-Za-z0-9_][\w.-]*$/;
/** A longer text is no query. */
const LONGEST = 1_000_000;

/**
 * The SQL of a query, wherever it is: as it stands, in `queries/<name>.sql` of the data folder, in a file, or on
 * standard input.
 *
 * @throws {Failure} `usage` when there is no such query, or it is no UTF-8; `no-input` when a file is not there, `io` when
 * it cannot be read
 *
 * @example
 * ```ts
 * await queryText({ given: "warmest" }, data); // what is in queries/warmest.sql
 * ```
 */
export async function queryText(
  source: QuerySource,
  { objects }: DataFolder,
  { files, stdin }: Pick<Effects, "files" | "stdin"> = realEffects,
): Promise<string> {
  if ("file" in source) return decoded(await readFile(source.file, files), `"${source.file}"`);
  const { given } = source;
  if (given === "-") {
    const pieces: Uint8Array[] = [];
    let bytes = 0;
    for await (const piece of stdin) {
      pieces.push(piece);
      bytes += piece.length;
      if (bytes > LONGEST) throw tooLong("Standard input");
    }
    return decoded(Buffer.concat(pieces), "Standard input");
  }
  if (!NAME.test(given)) return given;
  const name = savedQueryName(given);
  const found = await objects.get(name);
  if (found !== undefined) return decoded(found.bytes, `"${objects.where(name)}"`);
  const kept = (await namesBelow({ list: objects.list }, QUERIES_FOLDER))
    .filter((other) => other.endsWith(".sql"))
    .map((other) => other.slice(QUERIES_FOLDER.length, -4));
  const others = kept.length === 0 ? "" : `${didYouMean(given, kept)} There are ${kept.join(", ")}.`;
  const message = `Found no query "${given}": there is no "${objects.where(name)}".${others} SQL itself begins with SELECT or FROM.`;
  throw new Failure("usage", message);
}

async function readFile(path: string, files: Effects["files"]): Promise<Uint8Array> {
  try {
    return await files.readFile(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new Failure("no-input", `Found no file "${path}". Check --file.`, { cause });
    throw new Failure("io", `Cannot read "${path}": ${(cause as Error).message}. Check --file.`, { cause });
  }
}

function decoded(bytes: Uint8Array, where: string): string {
  if (bytes.length > LONGEST) throw tooLong(where);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Failure("usage", `${where} is not UTF-8. Save the query as UTF-8.`, { cause });
  }
}

function tooLong(where: string): Failure {
  return new Failure("usage", `${where} is longer than a query may be. Give the SQL alone.`);
}
