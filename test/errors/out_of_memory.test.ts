import { test } from "uvu";
import * as assert from "uvu/assert";
import { exitCode, Failure } from "../../errors/mod.ts";
import { outOfMemory } from "../../errors/out_of_memory.ts";

test("outOfMemory() tells what runs out of memory from a bug", () => {
  for (const error of [
    new RangeError("WebAssembly.Memory(): could not allocate memory"),
    new RangeError("Array buffer allocation failed"),
    Object.assign(new Error("read failed"), { code: "ENOMEM" }),
  ]) {
    const failure = outOfMemory(error);
    assert.is(failure?.kind, "io");
    assert.match(
      failure?.message ?? "",
      /^There is not enough memory for this: .*\. Free some, or raise the limit/,
    );
    assert.is(failure?.cause, error);
    assert.is(exitCode(error), 74);
  }
  for (const other of [
    new RangeError("Invalid array length"),
    new Failure("usage", "ENOMEM"),
    "ENOMEM",
    undefined,
  ])
    assert.is(outOfMemory(other), undefined);
  assert.is(exitCode(new RangeError("Invalid array length")), 70);
});

test.run();
