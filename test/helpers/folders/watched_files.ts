import { type FileSystem, realFileSystem } from "../../../store/objects/mod.ts";

/** What is done about each call to the file system; whatever it throws takes the call's place. */
export type Watch = {
  /**
   * Before the call is made.
   *
   * @param part does a part of it: writes half of the bytes, closes the file
   */
  readonly before?: (call: Call, part: () => Promise<unknown>) => Promise<void>;
  readonly after?: (call: Call) => Promise<void>;
};

/** A call to the file system. */
export type Call = {
  /** Such as "link", or "file.sync" of an open file. */
  readonly name: string;
  /** How many calls there were before it. */
  readonly index: number;
};

/** The file system as it is, every call of which is told of, those on its open files too. */
export function watchedFiles(watch: Watch): FileSystem {
  let calls = 0;
  return watched({ ...realFileSystem }, "", watch, () => calls++);
}

function watched<T extends object>(target: T, prefix: string, watch: Watch, count: () => number): T {
  return new Proxy(target, {
    get(_, property) {
      const method = Reflect.get(target, property);
      if (typeof method !== "function") return method;
      const name = prefix + String(property);
      return async (...given: unknown[]) => {
        const call = { name, index: count() };
        await watch.before?.(call, async () => {
          if (name === "file.close") await method.apply(target, given);
          if (name === "file.writeFile") await method.call(target, half(given[0]));
        });
        // A call that fails has been made as well: a name that is taken is an answer.
        const result = await method.apply(target, given).finally(() => watch.after?.(call));
        return name === "open" ? watched(result, "file.", watch, count) : result;
      };
    },
  });
}

function half(content: unknown): string | Uint8Array {
  const whole = content as string | Uint8Array;
  return whole.slice(0, whole.length / 2);
}
