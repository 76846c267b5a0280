import { test } from "uvu";
import * as assert from "uvu/assert";
import { pastable } from "../../../commands/call/pastable.ts";

test("pastable() begins a message's commands as the user did, and gives them the call's folders", () => {
  assert.is(
    pastable('Run "municlima ingest" first, or "municlima prune --future".', "npx municlima", {
      dataDir: "my data",
      logDir: "logs",
      window: "3",
    }),
    `Run "npx municlima ingest --data-dir 'my data' --log-dir logs" first, or ` +
      `"npx municlima prune --future --data-dir 'my data' --log-dir logs".`,
  );
});

test("pastable() never tells the demo to write into the folder of the call", () => {
  const message = 'Run "municlima run", or "municlima demo" for made-up data.';
  assert.is(
    pastable(message, "npx municlima", { dataDir: "x" }),
    'Run "npx municlima run --data-dir x", or "npx municlima demo" for made-up data.',
  );
});

test("pastable() leaves a message alone that names no command", () => {
  const message = 'municlima found "municlima.config.json" in "/srv/municlima run".';
  assert.is(pastable(message, "npx municlima", { dataDir: "x" }), message);
});

test.run();
