import { test } from "uvu";
import * as assert from "uvu/assert";
import { exitCode, Failure, type FailureKind } from "../../errors/mod.ts";

/** From BSD's sysexits.h: EX_USAGE, EX_DATAERR, EX_NOINPUT and so on; and what a shell says of signals 2 and 15. */
const SYSEXITS: [FailureKind, number][] = [
  ["usage", 64],
  ["contract", 65],
  ["no-input", 66],
  ["upstream", 69],
  ["cannot-create", 73],
  ["io", 74],
  ["locked", 75],
  ["permission", 77],
  ["config", 78],
  ["interrupted", 128 + 2],
  ["terminated", 128 + 15],
];

test("exitCode() is that of sysexits.h for every kind of failure", () => {
  for (const [kind, code] of SYSEXITS) assert.is(exitCode(new Failure(kind, "")), code, kind);
});

test("exitCode() is 70, a bug of ours, for whatever else is thrown", () => {
  for (const thrown of [new TypeError("x"), "text", undefined]) assert.is(exitCode(thrown), 70);
});

test.run();
