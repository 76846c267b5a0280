/** What is known of an object without reading it. */
export type ObjectInfo = {
  /** In bytes. */
  readonly size: number;
  /** When it was last written, by the store's own clock (`time()`). */
  readonly modified: Date;
  /** Another text after every change of the object: on a disk its size, inode and time of change. */
  readonly fingerprint: string;
};

/** An object that was read, and the tag by which `replace()` and `removeExpected()` know that it is still the same. */
export type StoredObject = { readonly bytes: Uint8Array; readonly tag: string };

/** The SHA-256 of an object in hexadecimal, and its size in bytes. */
export type Digest = { readonly sha256: string; readonly bytes: number };

/**
 * Where objects are kept: files of a folder, keys of a bucket, or a map in memory. Each has a name such as
 * "data_merged/20261124_140000.csv": parts of letters, digits and `. _ = -` between slashes, none of them "." or "..".
 * A part that begins with a dot is the store's own or the lock's, and is not listed; those that begin with ".tmp-" or
 * ".guard-" are the store's own, and no object can have them.
 *
 * What holds for every store, and is tried by one suite of tests (`test/store/objects/conformance.ts`):
 *
 * - An object is there whole or not at all, also for whoever reads while it is written, and after a crash.
 * - What a call has done when it returns outlasts a loss of power, as far as the place allows.
 * - Of any number of callers that put a new object of one name, exactly one succeeds; likewise of those that replace
 *   or remove one that they expect to be the same. Whoever replaces or removes without expecting anything takes no part
 *   in this, and may undo what one of these has just done.
 *
 * Every method throws {@linkcode Failure}: `cannot-create` when something cannot be written there at all, `permission`
 * when it may not be read or removed, `io` when reading or writing broke, `locked` when another process does not come
 * to the end of changing the object, each with the object's place and what to do. When a write fails nothing is left of
 * it, except where only its last step failed, which makes it outlast a loss of power: a new object is then taken back,
 * but one that was replaced or removed stays so. A name that no object can have is a bug: a TypeError.
 */
export type ObjectStore = {
  /** How messages name the whole: a folder's path as the user gave it, or a URL. */
  readonly place: string;
  /** How messages name an object: a path, or a URL. */
  readonly where: (name: string) => string;
  /** The object, or undefined when there is none. */
  readonly get: (name: string) => Promise<StoredObject | undefined>;
  /** The last bytes of an object, as many as asked for or all it has; undefined when there is none. */
  readonly getEnd: (name: string, bytes: number) => Promise<Uint8Array | undefined>;
  readonly head: (name: string) => Promise<ObjectInfo | undefined>;
  /** The hash and size of an object of any size, a piece of it at a time in memory; undefined when there is none. */
  readonly digest: (name: string) => Promise<Digest | undefined>;
  /**
   * The names of all objects below a prefix that ends with a slash ("" is everything), at any depth, in the order of
   * `sort()`, some at a time; none when there is nothing. What has a name that no object can have is skipped.
   */
  readonly list: (prefix: string) => AsyncIterable<readonly string[]>;
  /** Writes an object that is not there yet. False when there is one; it is then as it was. */
  readonly putNew: (name: string, bytes: Uint8Array) => Promise<boolean>;
  /**
   * Writes several new objects, all of them or none, those that come first visible first: faster than one after the
   * other where each has to wait for the place.
   *
   * @returns the name of one that is there already, or undefined when all were written
   */
  readonly putAllNew: (
    objects: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  ) => Promise<string | undefined>;
  /**
   * Writes an object that is not there yet, which a writer makes at a path on this machine, as it may be larger than memory. Undefined
   * when there is one of that name.
   *
   * @param write writes the file at a path where nothing is, and is called in any case; what it throws is thrown, an
   * error of the file system as a failure that names the object, and nothing is left
   */
  readonly putNewFile: (
    name: string,
    write: (path: string) => Promise<void>,
    /** Done once the file is safe, before it shows under the name; when it throws, nothing is left. */
    before?: (digest: Digest) => Promise<unknown>,
  ) => Promise<Digest | undefined>;
  /**
   * Writes an object over the one of that name, if there is one.
   *
   * @returns its tag, or undefined when `expected` was given and the object is not there or another one
   */
  readonly replace: (
    name: string,
    bytes: Uint8Array,
    options?: {
      /** The tag of the object that is to be replaced. */
      readonly expected?: string;
      /**
       * Done once the bytes are safe, before they show under the name; when it throws, the old object stays. Together
       * with `expected` it may have been done although another caller then comes first.
       */
      readonly before?: () => Promise<unknown>;
    },
  ) => Promise<string | undefined>;
  /** Removes objects; those that are not there are no trouble. */
  readonly remove: (names: readonly string[]) => Promise<void>;
  /** Removes an object if it has this tag; false when it is not there or another one. */
  readonly removeExpected: (name: string, tag: string) => Promise<boolean>;
  /**
   * Adds a line to the end of an object, whole, beginning a new one after a line that a crash cut short. Between the
   * lines of several writers there may be empty ones.
   *
   * @param line without a newline
   */
  readonly appendLine: (name: string, line: string) => Promise<void>;
  /**
   * Gives an object another name, where no object has that one; lines that others add meanwhile are in one of the two.
   * Of any number of callers that move one object, exactly one succeeds. Nobody may put one of the new name meanwhile.
   *
   * @returns false when there is no such object, or one of the new name; nothing is changed then
   */
  readonly move: (name: string, to: string) => Promise<boolean>;
  /**
   * A path on this machine at which whoever reads files (Polars, DuckDB) finds the object, and nothing when there is
   * none. It ends with the object's name. What is there is not to be changed.
   */
  readonly path: (name: string) => Promise<string>;
  /**
   * Only of a store that is not on this machine: a copy here of an object that never changes, where one with this hash
   * was made before that one, else one that is made now, whatever its hash; undefined when there is no object.
   */
  readonly copyOf?: (
    name: string,
    sha256: string,
  ) => Promise<(Digest & { readonly path: string }) | undefined>;
  /** The time by the store's own clock, which is that of `ObjectInfo.modified`, and need not be this machine's. */
  readonly time: () => Promise<Date>;
  /**
   * Makes sure that everything that is written below some prefixes stays in the store, and removes what writers that
   * were cut off left unfinished there ("" is the top alone). To be called by whoever holds the lock, as what is
   * unfinished then is nobody's. At the top, where others may be asking for the lock just now, only what is older than
   * ten minutes by the store's clock goes. What cannot be removed stays.
   *
   * @throws {Failure} `config` when a prefix leads out of the store, as a folder that is a link does
   * @returns how much there was
   */
  readonly sweep: (prefixes: readonly string[]) => Promise<number>;
  /** What the store cannot do as it should, in words for `status`, such as "this disk has no hard links". */
  readonly limits: () => Promise<readonly string[]>;
  /** Whether each request costs a journey, and a line that is added the whole object again. */
  readonly isRemote?: true;
  /** How the lock knows whether its holder is alive, where that can be known; elsewhere only by its heartbeat. */
  readonly life?: ProofOfLife;
};

/** How one process proves to others of its machine that it is alive. */
export type ProofOfLife = {
  /** What the holder of a lock writes into it, and what ends the proof when the lock is given back. */
  readonly begin: (token: string) => Promise<{
    readonly mark: Readonly<Record<string, string>>;
    readonly end: () => Promise<void>;
  }>;
  /** Whether the process that wrote this mark is "alive", "dead", or on another machine, where it is "unknown". */
  readonly state: (mark: Readonly<Record<string, unknown>>) => Promise<"alive" | "dead" | "unknown">;
};
