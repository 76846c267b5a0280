import { type FileSystem, realFileSystem } from "../../io/store/mod.ts";

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
      let calls = 0;
      const files = watched({ ...realFileSystem }, "", async (name, finish) => {
        if (calls++ !== at) return;
        failed = name;
        await finish();
        throw Object.assign(new Error(`${code}: what happened, ${name}`), { code, syscall: name });
      });
      await work({ files, code, failed: () => failed });
      if (failed !== undefined) all.add(failed);
    }
  }
  return [...all];
}

/** The same object, with a function that is told of each call before it is made, and may throw instead. */
function watched<T extends object>(
  target: T,
  prefix: string,
  onCall: (name: string, finish: () => Promise<unknown>) => Promise<void>,
): T {
  return new Proxy(target, {
    get(_, property) {
      const method = Reflect.get(target, property);
      if (typeof method !== "function") return method;
      const name = prefix + String(property);
      return async (...given: unknown[]) => {
        // A file is closed all the same, or it would stay open for as long as the tests run.
        await onCall(name, async () => {
          if (name === "file.close") await method.apply(target, given);
          if (name === "file.writeFile") await method.call(target, half(given[0]));
        });
        const result = await method.apply(target, given);
        return name === "open" ? watched(result, "file.", onCall) : result;
      };
    },
  });
}

function half(content: unknown): string | Uint8Array {
  const whole = content as string | Uint8Array;
  return whole.slice(0, whole.length / 2);
}
