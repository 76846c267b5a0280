import { type Command, CommanderError } from "commander";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { program } from "../../commands/program.ts";
import { VERBS } from "../../commands/verbs.ts";
import { SETTING_SPECS } from "../../configs/mod.ts";

type Call = { readonly verb: string; readonly flags: Record<string, unknown> };

/** Gives the program a command line: which command it called, what it printed, and the error it threw. */
async function given(line: string): Promise<{ calls: Call[]; printed: string; error: unknown }> {
  const calls: Call[] = [];
  let printed = "";
  const root = program("municlima", "1.2.3", async ({ name }, flags) => {
    calls.push({ verb: name, flags });
  });
  const capture = (command: Command): void => {
    const write = (text: string) => {
      printed += text;
    };
    command.configureOutput({ writeOut: write, writeErr: write });
    command.commands.forEach(capture);
  };
  capture(root);
  const words = line.match(/"[^"]*"|\S+/g) ?? [];
  const error = await root.parseAsync(words, { from: "user" }).then(
    () => undefined,
    (error: unknown) => error,
  );
  return { calls, printed, error };
}

test("program() calls the command with the flags that were given, and no defaults", async () => {
  const { calls, error } = await given("ingest --feed sample --timeout-seconds 5 --dry-run --json");
  assert.is(error, undefined);
  assert.equal(calls, [
    { verb: "ingest", flags: { feed: "sample", timeoutSeconds: "5", dryRun: true, json: true } },
  ]);
  assert.equal((await given("merge")).calls, [{ verb: "merge", flags: {} }]);
});

test("program() knows a command of two words, and a flag's own default", async () => {
  assert.equal((await given("config show --origin")).calls, [
    { verb: "config show", flags: { origin: true } },
  ]);
  assert.equal((await given("serve-sample")).calls, [{ verb: "serve-sample", flags: { port: "8317" } }]);
});

test("program() takes - as the source of --from", async () => {
  assert.equal((await given("run --from -")).calls, [{ verb: "run", flags: { from: "-" } }]);
});

test("program() gives every command an example that works", async () => {
  for (const verb of VERBS) {
    const { calls, error } = await given(verb.example);
    assert.is(error, undefined, verb.example);
    assert.equal(
      calls.map((call) => call.verb),
      [verb.name],
    );
    const help = (await given(`${verb.name} --help`)).printed;
    assert.is(help.split("\n")[0], `Example: municlima ${verb.example}`);
  }
});

test("program() explains every flag of a command, with the default of a setting, in lines that fit", async () => {
  for (const { name, settings, defaults } of VERBS) {
    const { printed, error } = await given(`${name} --help`);
    assert.instance(error, CommanderError);
    assert.is((error as CommanderError).exitCode, 0);
    const said = printed.replace(/\s+/g, " ");
    for (const setting of settings) {
      const { flag, description, default: fallback } = SETTING_SPECS[setting];
      assert.ok(said.includes(`${flag} <`) && said.includes(description), `${name}: ${flag}`);
      assert.ok(
        said.includes(`default: ${defaults?.[setting] ?? fallback})`),
        `${name}: the default of ${flag}`,
      );
    }
    for (const flag of ["--json", "--quiet", "--help"]) assert.ok(said.includes(flag), `${name}: ${flag}`);
    for (const line of printed.split("\n")) assert.ok(line.length <= 100, line);
  }
});

test("program() lists every command with its summary, after an example", async () => {
  const { printed } = await given("--help");
  assert.is(printed.split("\n")[0], "Example: municlima demo");
  const said = printed.replace(/\s+/g, " ");
  const groupOf = (name: string) => VERBS.filter((verb) => verb.name.startsWith(`${name.split(" ")[0]} `));
  for (const { name, summary, groupSummary = summary } of VERBS) {
    const [first, ...others] = groupOf(name);
    // The only one of its group is told of by its group's words.
    if (first === undefined || others.length === 0)
      assert.ok(said.includes(` ${name} ${groupSummary}`), name);
    else assert.ok(said.includes(`|${name.split(" ")[1]}`) || name === first.name, name);
    if (name === first?.name && others.length > 0) assert.ok(said.includes(` ${first.groupSummary}`), name);
  }
  assert.not.match(printed, /\[options\] {2}|display help/);
});

test("program() prints the help of a group of commands like that of a command", async () => {
  const { printed } = await given("config --help");
  assert.match(printed, /^Example: municlima config show --origin\n/);
  assert.match(printed, /\n {2}show +Show every setting/);
  assert.not.match(printed, /display help/);
});

test("program() lists the commands of a group of several, each with its summary", async () => {
  const said = (await given("runs --help")).printed.replace(/\s+/g, " ");
  assert.match(said, "Usage: municlima runs [options] [command] List past runs, show one, or compare two.");
  for (const [name, summary] of VERBS.map(({ name, summary }) => [name, summary] as const))
    if (name.startsWith("runs ")) assert.ok(said.includes(` ${name.slice(5)} ${summary}`), name);
});

test("program() prints its version", async () => {
  assert.is((await given("--version")).printed, "1.2.3\n");
});

test("program() takes help and version as commands, too", async () => {
  assert.is((await given("version")).printed, "1.2.3\n");
  for (const words of ["", "ingest", "config", "config show"]) {
    const { printed, error } = await given(`help ${words}`);
    assert.is(error, undefined);
    assert.is(printed, (await given(`${words} --help`)).printed, words);
  }
});

test("program() shows a flag's choices once", async () => {
  const said = (await given("diff --help")).printed.replace(/\s+/g, " ");
  assert.ok(said.includes("Dataset to compare (merged, snapshots or means; default: merged)"), said);
  assert.not.match(said, /choices:/);
});

test("program() throws what is wrong with a command line, and prints and calls nothing", async () => {
  for (const [line, code] of [
    ["ingst", "commander.unknownCommand"],
    ["ingest --fed x", "commander.unknownOption"],
    ["ingest --window 2", "commander.unknownOption"],
    ["ingest feed.json", "commander.excessArguments"],
    ["ingest --from", "commander.optionMissingArgument"],
    ["config shw", "commander.unknownCommand"],
    ["help ingst", "commander.unknownCommand"],
    ["merge --how outer", "commander.invalidArgument"],
    ["export raw --output x.csv", "commander.invalidArgument"],
    ["export merged --output x.csv --to csv", "commander.unknownOption"],
  ] as const) {
    const { calls, printed, error } = await given(line);
    assert.instance(error, CommanderError, line);
    assert.is((error as CommanderError).code, code);
    assert.equal([calls, printed], [[], ""], line);
  }
  assert.match(String((await given("help ingst")).error), /unknown command 'ingst'\n Did you mean ingest\?/);
});

test("program() reads numbers, sizes and words, and says what a value should be that is none", async () => {
  for (const [line, flag, value] of [
    ["prune --keep 12", "keep", 12],
    ["prune --older-than 999999", "olderThan", 999_999],
    ["query x --timeout 0.5", "timeout", 0.5],
    ["query x --memory 2GB", "memory", "2GB"],
    ["serve-sample --port 0", "port", 0],
    ["report --stale-after 1.5", "staleAfter", 1.5],
  ] as const) {
    assert.is((await given(line)).calls[0]?.flags[flag], value, line);
  }
  for (const [lines, says] of [
    [["0", "-1", "1.5", "many", "1e9", "9999999"].map((n) => `prune --keep ${n}`), /from 1 to 999999$/],
    [["http", "80.5", "-1", "65536", "NaN"].map((n) => `serve-sample --port ${n}`), /from 0 to 65535$/],
    [["0", "-1", "soon", "Infinity"].map((n) => `report --stale-after ${n}`), /number of hours above 0/],
    [["0", "-1", "soon", "9999999"].map((n) => `query x --timeout ${n}`), /number of seconds above 0/],
    [["much", "2", "0GB"].map((n) => `query x --memory ${n}`), /a size, such as 2GB$/],
    [["diff --dataset raw", "summarize raw", "export raw", "query x --format doc"], /Allowed choices are /],
  ] as const) {
    for (const line of lines) {
      const { calls, error } = await given(line);
      assert.equal(calls, [], line);
      assert.match((error as Error).message.replace(/\.$/, ""), says, line);
    }
  }
});

test.run();
