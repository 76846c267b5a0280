import { test } from "uvu";
import * as assert from "uvu/assert";
import { usageMessage } from "../../../commands/call/usage_message.ts";

test("usageMessage() makes a sentence of what commander says, with its suggestion and what to run", () => {
  assert.is(
    usageMessage("error: unknown option '--fed'\n(Did you mean --feed?)", "municlima ingest"),
    'Unknown option "--fed". Did you mean "--feed"? Run "municlima ingest --help".',
  );
  assert.is(
    usageMessage("error: unknown command 'plot'", "municlima"),
    'Unknown command "plot". Run "municlima --help".',
  );
});

test("usageMessage() keeps all suggestions where there are several", () => {
  assert.is(
    usageMessage("error: unknown option '--da'\n(Did you mean one of --day, --dam?)", "municlima"),
    'Unknown option "--da". Did you mean "--day" or "--dam"? Run "municlima --help".',
  );
});

test("usageMessage() says in plain words that there is a word too many or a value too few", () => {
  assert.is(
    usageMessage(
      "error: too many arguments for 'ingest'. Expected 0 arguments but got 1.",
      "municlima ingest",
    ),
    'Too many words: "ingest" takes flags alone. Run "municlima ingest --help".',
  );
  assert.is(
    usageMessage("error: option '--from <source>' argument missing", "municlima run"),
    'A value is missing: "--from <source>". Run "municlima run --help".',
  );
});

test("usageMessage() shows neither what an unknown flag was given nor a URL", () => {
  assert.is(
    usageMessage("error: unknown option '--token=hush=1'", "municlima ingest"),
    'Unknown option "--token". Run "municlima ingest --help".',
  );
  assert.is(
    usageMessage("error: unknown command 'https://example.org/hush'", "municlima"),
    'A URL is no command. Run "municlima --help".',
  );
});

test("usageMessage() says which value will not do, and which would", () => {
  assert.is(
    usageMessage(
      "error: option '--how <join>' argument 'outer' is invalid. Allowed choices are inner, left.",
      "municlima merge",
    ),
    'The flag --how cannot be "outer". Give one of inner, left. Run "municlima merge --help".',
  );
  assert.is(
    usageMessage(
      "error: command-argument value 'raw' is invalid for argument 'dataset'. Allowed choices are merged, means.",
      "municlima export",
    ),
    'The dataset cannot be "raw". Give one of merged, means. Run "municlima export --help".',
  );
});

test("usageMessage() is one line", () => {
  assert.not.match(usageMessage("error: a\nb\nc", "municlima"), /\n/);
});

test.run();
