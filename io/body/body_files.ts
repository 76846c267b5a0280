import { open, readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { Failure } from "../../errors/mod.ts";
import { fileFailure } from "./_file_failure.ts";
import { gzipHeader } from "./gzip_header.ts";

/** A file that may hold a feed's body, and when that was published; undefined where neither it nor its name tells. */
export type BodyFile = { readonly path: string; readonly publishedAt: Date | undefined };

/** As versions are written, or with "T" and "-" between the parts: 20261124_140000, 2026-11-24T14-00, 20261124T14. */
const TIME = /(\d{4})-?(\d\d)-?(\d\d)[_T-](\d\d)[:-]?(\d\d)?[:-]?(\d\d)?(?!\d)/;
const IS_BODY = /\.(json|gz|ndjson)$/;
/** As much of a file as its gzip header needs. */
const HEADER = 10;

/**
 * The feed bodies that some paths name, oldest first: a file itself, and of a folder each `.json`, `.gz` and `.ndjson`
 * in it. When one was published is told by its gzip header, or else by a time in UTC in its name.
 *
 * @throws {Failure} `no-input` for a path that is not there, or a folder without bodies; `permission` or `io`
 *
 * @example
 * ```ts
 * await bodyFiles(["bodies/20261124_14.json.gz"]); // [{ path: "bodies/…", publishedAt: 2026-11-24T14:00:00Z }]
 * ```
 */
export async function bodyFiles(paths: readonly string[]): Promise<BodyFile[]> {
  const files: BodyFile[] = [];
  for (const path of paths) {
    try {
      const isFolder = (await stat(path)).isDirectory();
      const names = isFolder ? (await readdir(path)).filter((name) => IS_BODY.test(name)).sort() : [];
      if (isFolder && names.length === 0) {
        const message = `Found no feed body in "${path}": none of its files ends with ".json", ".ndjson" or ".gz". Name another folder.`;
        throw new Failure("no-input", message);
      }
      for (const file of isFolder ? names.map((name) => join(path, name)) : [path])
        files.push({ path: file, publishedAt: (await headerTime(file)) ?? nameTime(basename(file)) });
    } catch (error) {
      throw fileFailure(error, path);
    }
  }
  return files.sort((a, b) => Number(a.publishedAt ?? 0) - Number(b.publishedAt ?? 0));
}

async function headerTime(path: string): Promise<Date | undefined> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER), 0, HEADER, 0);
    return gzipHeader(buffer.subarray(0, bytesRead))?.modifiedAt;
  } finally {
    await file.close();
  }
}

function nameTime(name: string): Date | undefined {
  const [, year, month, day, hour, minute = "00", second = "00"] = TIME.exec(name) ?? [];
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
