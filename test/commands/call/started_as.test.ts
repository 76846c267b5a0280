import { test } from "uvu";
import * as assert from "uvu/assert";
import { startedAs } from "../../../commands/call/started_as.ts";

test("startedAs() knows npm's scripts, npx, Deno, and the program alone", () => {
  for (const [environment, isDeno, name] of [
    [{}, false, "municlima"],
    [{ npm_lifecycle_event: "test" }, false, "municlima"],
    [{ npm_lifecycle_event: "demo", npm_command: "run-script" }, false, "npx municlima"],
    [{ npm_lifecycle_event: "npx", npm_command: "exec" }, false, "npx municlima"],
    [{}, true, "deno task municlima"],
  ] as const) {
    assert.is(startedAs(environment, isDeno), name);
  }
});

test.run();
