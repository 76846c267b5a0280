import { test } from "uvu";
import * as assert from "uvu/assert";
import { nextCommand } from "../../../commands/call/next_command.ts";
import { resolveSettings } from "../../../configs/resolve_settings.ts";

function next(flags: Record<string, string>, environment: Record<string, string> = {}): string {
  const { settings, origins } = resolveSettings({ flags, environment, dotenv: {}, file: {} });
  return nextCommand("merge", settings, origins);
}

test("nextCommand() repeats the folders that were given as flags, and nothing else", () => {
  assert.is(next({}), "merge");
  assert.is(next({ dataDir: "x/y", feed: "sample" }), "merge --data-dir x/y");
  assert.is(next({ logDir: "/var/log/x", dataDir: "x" }), "merge --data-dir x --log-dir /var/log/x");
});

test("nextCommand() leaves out a folder that the environment gives to the next call as well", () => {
  assert.is(next({}, { MUNICLIMA_DATA_DIR: "x" }), "merge");
});

test("nextCommand() quotes a path as a shell wants it", () => {
  assert.is(next({ dataDir: "my data" }), "merge --data-dir 'my data'");
  assert.is(next({ dataDir: "it's $HOME" }), "merge --data-dir 'it'\\''s $HOME'");
});

test.run();
