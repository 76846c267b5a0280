import { Failure, type FailureKind } from "../../errors/mod.ts";

const FAULTS: Readonly<Record<string, readonly [FailureKind, string]>> = {
  EACCES: ["permission", "You may not read it: check its permissions."],
  EISDIR: ["no-input", "It is a folder: name a file in it."],
  ENOENT: ["no-input", "There is no such file: check the path."],
  ENOTDIR: ["no-input", "There is no such file: check the path."],
  EPERM: ["permission", "You may not read it: check its permissions."],
};

/** The failure that an error of the file system means; any other error is given back as it is. */
export function fileFailure(error: unknown, where: string): unknown {
  if (!(error instanceof Error) || !("code" in error) || !("syscall" in error)) return error;
  const [kind, advice] = FAULTS[String(error.code)] ?? ["io", `Try again (${error.message}).`];
  return new Failure(kind, `Could not read "${where}". ${advice}`, { cause: error });
}
