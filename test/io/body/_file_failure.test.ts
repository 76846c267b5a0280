import { test } from "uvu";
import * as assert from "uvu/assert";
import { fileFailure } from "../../../io/body/_file_failure.ts";
import { failsWith } from "../../helpers/fails_with.ts";

const systemError = (code: string) =>
  Object.assign(new Error(`${code}: what happened, read`), { code, syscall: "read" });
const thrown = (error: unknown) => () => {
  throw fileFailure(error, "a.gz");
};

test("fileFailure() tells what a caller may not read", async () => {
  const message = /^Could not read "a\.gz"\. You may not read it: check its permissions\.$/;
  const failure = await failsWith("permission", message, thrown(systemError("EACCES")));
  assert.is((failure.cause as NodeJS.ErrnoException).code, "EACCES");
  await failsWith("permission", message, thrown(systemError("EPERM")));
});

test("fileFailure() tells what else broke in the system's words", async () => {
  const message = /^Could not read "a\.gz"\. Try again \(EIO: what happened, read\)\.$/;
  await failsWith("io", message, thrown(systemError("EIO")));
});

test("fileFailure() gives back any other error", () => {
  for (const error of [
    new TypeError("x is undefined"),
    Object.assign(new Error("x"), { code: "Z" }),
    "text",
  ]) {
    assert.is(fileFailure(error, "a.gz"), error);
  }
});

test.run();
