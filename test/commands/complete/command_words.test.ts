import { test } from "uvu";
import * as assert from "uvu/assert";
import { VERBS } from "../../../commands/verbs.ts";
import { WORDS } from "../../helpers/processes/completions.ts";

const of = (path: string) => WORDS.find((command) => command.path === path);
const flag = (path: string, long: string) => of(path)?.flags.find((each) => each.long === long);

test("commandWords() has every command, those of two words too, and nothing that the help hides", () => {
  const verbs = VERBS.map(({ name }) => name);
  assert.equal(
    WORDS.filter(({ commands }) => commands.length === 0).map(({ path }) => path),
    verbs,
  );
  assert.equal(
    of("config")?.commands.map(({ word }) => word),
    ["show"],
  );
  assert.not.ok(of("")?.commands.some(({ word }) => ["help", "version"].includes(word)));
});

test("commandWords() says what a flag takes: choices, feeds, files, folders, or nothing", () => {
  assert.equal(flag("summarize", "--with")?.takes?.words, ["polars", "danfo"]);
  assert.equal(flag("ingest", "--feed")?.takes, {
    name: "name|file.json",
    words: ["smn-hourly", "smn-daily", "sample"],
    paths: "files",
  });
  const paths = (path: string, long: string) => flag(path, long)?.takes?.paths;
  assert.equal(
    [
      paths("report", "--output"),
      paths("query", "--file"),
      paths("run", "--from"),
      paths("demo", "--log-dir"),
    ],
    ["files", "files", "files", "folders"],
  );
  assert.equal(flag("merge", "--window")?.takes, { name: "hours", words: [] });
  assert.is(flag("merge", "--dry-run")?.takes, undefined);
});

test("commandWords() knows which flags may stand several times", () => {
  const repeated = WORDS.flatMap(({ path, flags }) =>
    flags.filter((each) => each.repeated).map(({ long }) => `${path} ${long}`),
  );
  assert.equal(repeated, ["prune --dataset", "prune --body", "query --param", "query --data-dir"]);
});

test("commandWords() gives arguments in their order, with their choices", () => {
  assert.equal(
    of("diff")?.args.map(({ name }) => name),
    ["older", "newer"],
  );
  assert.equal(of("completion")?.args, [{ name: "shell", words: ["bash", "zsh", "fish"] }]);
  assert.equal(of("validate")?.args, [{ name: "file", words: [], paths: "files" }]);
});

test.run();
