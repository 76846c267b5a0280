import * as fs from "node:fs/promises";

/** The calls to the file system that a store makes, apart so that a test can let any of them fail. */
export type FileSystem = Pick<
  typeof fs,
  | "access"
  | "link"
  | "lstat"
  | "mkdir"
  | "open"
  | "readdir"
  | "readFile"
  | "realpath"
  | "rename"
  | "rm"
  | "stat"
>;

/** The file system as it is. */
export const realFileSystem: FileSystem = fs;
