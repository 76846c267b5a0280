import type { FileSystem } from "../../../store/objects/mod.ts";
import { type Call, watchedFiles } from "../folders/watched_files.ts";

/** One turn of {@linkcode eachFault}. */
export type Turn = {
  /** The file system, but for the one call that fails. */
  readonly files: FileSystem;
  readonly code: string;
  /** The call that failed, such as "link" or "file.sync"; undefined as long as none has. */
  readonly failed: () => string | undefined;
};

/**
 * Does some work again and again: with the first call to the file system failing, then the second, and so on,
 * each with every code. The last turn for a code is one in which nothing fails. A write that fails leaves half
 * of its bytes behind, as a full disk does.
 *
 * @returns the calls that failed, each once, in their order
 *
 * @example
 * ```ts
 * await eachFault(["ENOSPC"], ({ files }) => publishFile(path, bytes, files).catch(() => undefined));
 * ```
 */
export async function eachFault(
  codes: readonly string[],
  work: (turn: Turn) => Promise<unknown>,
): Promise<string[]> {
  const all = new Set<string>();
  for (const code of codes) {
    let failed: string | undefined;
    for (let at = 0; at === 0 || failed !== undefined; at++) {
      failed = undefined;
      const before = async ({ name, index }: Call, part: () => Promise<unknown>) => {
        if (index !== at) return;
        failed = name;
        // A file is closed all the same, or it would stay open for as long as the tests run.
        await part();
        throw Object.assign(new Error(`${code}: what happened, ${name}`), { code, syscall: name });
      };
      await work({ files: watchedFiles({ before }), code, failed: () => failed });
      if (failed !== undefined) all.add(failed);
    }
  }
  return [...all];
}
