/** What a scheduler is to run, and when: all that a unit says. */
export type Job = {
  /** The name of the unit, and of what belongs to it: lower-case letters, digits and hyphens. */
  readonly name: string;
  /** What starts the program on this machine: Node's path and the program's. */
  readonly start: readonly string[];
  /** The command and its flags. */
  readonly args: readonly string[];
  /** The folder in which it is started: its `.env` and `municlima.config.json` are read. */
  readonly cwd: string;
  /** The folders that it writes in, absolute. */
  readonly writes: readonly string[];
  /** Where programs are looked for, as of hooks: the folders of `PATH`. */
  readonly path: string;
  /** The user that it runs as. */
  readonly user: string;
  readonly at: RunTime;
  /** The longest time that a start is put off by chance, in seconds. */
  readonly splay: number;
  /** The most memory that it may use, in MB. */
  readonly memory: number;
  /** The image of a container. */
  readonly image: string;
};

/** A minute of every hour, or of one hour of the day. */
export type RunTime = { readonly minute: number; readonly hour?: number };

/** One file of a unit. */
export type UnitFile = { readonly name: string; readonly text: string };
