import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { commandWords } from "../../../commands/complete/command_words.ts";
import { program } from "../../../commands/program.ts";

/** The words of the whole command line. */
export const WORDS = commandWords(program("municlima", "0.1.0", async () => undefined));

const run = promisify(execFile);

/** Runs a shell with these arguments, in a folder that is its home, and gives what it printed. */
async function shell(command: string, words: readonly string[], home: string): Promise<string> {
  const env = { PATH: process.env.PATH, HOME: home, TERM: "dumb", LC_ALL: "C.UTF-8" };
  return (await run(command, words, { cwd: home, env })).stdout;
}

/** Has a shell read a script without running it; throws what the shell complains of. */
export async function checkSyntax(command: string, script: string, home: string): Promise<void> {
  await writeFile(join(home, "script"), script);
  await shell(command, ["-n", join(home, "script")], home);
}

/** What bash offers after a line: the function is called as readline calls it, with the line split at `=` as well. */
export async function bashOffers(script: string, line: string, home: string): Promise<string[]> {
  const words = line.split(/ +|(=)/).filter((word) => word !== undefined);
  const call = `COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); _municlima; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const printed = await shell("bash", ["-uc", `${script}\n${call}`, "bash", ...words], home);
  return printed.split("\n").filter(Boolean);
}

/** What fish offers after a line, without the descriptions. */
export async function fishOffers(script: string, line: string, home: string): Promise<string[]> {
  const code = `source script; complete -C '${line}'`;
  await writeFile(join(home, "script"), script);
  const printed = await shell("fish", ["--no-config", "-c", code], home);
  return printed
    .split("\n")
    .filter(Boolean)
    .map((each) => each.split("\t")[0] as string);
}

/** What some lines become in a zsh with a terminal, once TAB is pressed after each. */
export async function zshCompletes(
  script: string,
  lines: readonly string[],
  home: string,
): Promise<string[]> {
  await writeFile(join(home, "script"), script);
  const session = `
zmodload zsh/zpty
zpty inner zsh -f -i
zpty -w inner 'cd; source ./script; show() { print -r -- "$BUFFER" >> lines; BUFFER=; }; zle -N show; bindkey "^T" show; print rea""dy'
zpty -r inner text '*ready*'
for line; do zpty -w -n inner "$line"$'\\t\\x14'; done
zpty -w inner 'exit'
while zpty -r inner text; do :; done
cat lines`;
  const printed = await shell("zsh", ["-fc", session, "zsh", ...lines], home);
  return printed.split("\n").filter(Boolean);
}
