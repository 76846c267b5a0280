import { VERBS } from "../verbs.ts";
import { folderFlags } from "./_folder_flags.ts";

/**
 * A message whose commands can be pasted: those in double quotes that begin with `municlima` begin as the user started
 * this one, and have its folders. The demo keeps its own: made-up weather must not land beside what is real.
 *
 * @param program how the user starts this program
 * @param flags those of this call
 *
 * @example
 * ```ts
 * pastable('Run "municlima merge" first.', "npx municlima", { dataDir: "x" });
 * // 'Run "npx municlima merge --data-dir x" first.'
 * ```
 */
export function pastable(message: string, program: string, flags: Readonly<Record<string, unknown>>): string {
  return message.replace(/"municlima ([a-z][^"]*)"/g, (_, line: string) => {
    const verb = VERBS.find(({ name }) => `${line} `.startsWith(`${name} `));
    const takesFolders = verb?.settings.includes("dataDir") === true && verb.name !== "demo";
    return `"${program} ${line}${takesFolders ? folderFlags(flags) : ""}"`;
  });
}
