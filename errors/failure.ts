/**
 * Whose fault a failure is. Each kind ends the program with its own exit code (`exit_code.ts`).
 *
 * - `usage`: the command line is wrong
 * - `contract`: the data breaks what its schema promises
 * - `no-input`: there is nothing to work on
 * - `upstream`: the provider is down, or answers with something that is not a feed
 * - `cannot-create`: an output cannot be written where it should go
 * - `io`: reading or writing broke half-way
 * - `locked`: another run holds the data folder
 * - `permission`: the caller may not do this
 * - `config`: the settings or the data folder's configuration are wrong
 * - `stale`, `failing`: a check that was asked for found the data old, or a run failed or data missing
 * - `hung-up`, `interrupted`, `terminated`: the run was asked to stop, by its terminal's end (SIGHUP), by the user (SIGINT)
 *   or by the system (SIGTERM)
 */
export type FailureKind =
  | "usage"
  | "contract"
  | "no-input"
  | "upstream"
  | "cannot-create"
  | "io"
  | "locked"
  | "permission"
  | "config"
  | "stale"
  | "failing"
  | "hung-up"
  | "interrupted"
  | "terminated";

/**
 * A failure that is foreseen: its message says what failed, on which file or URL, and what to do next.
 * Anything else that is thrown is a bug in this program.
 *
 * @example
 * ```ts
 * throw new Failure("no-input", `Found no snapshot in "data/data_municipio_x_hora". Run "ingest" first.`);
 * ```
 */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly kind: FailureKind;
  /** Whether a report that was printed tells of it: then it is no second document of `--json`. */
  readonly reported: boolean;

  constructor(kind: FailureKind, message: string, options?: ErrorOptions & { readonly reported?: boolean }) {
    super(message, options);
    this.kind = kind;
    this.reported = options?.reported === true;
  }
}
