import type { CommandWords, FlagWords, Values } from "./command_words.ts";

/** The values that some flags take, and the shell patterns of those flags. */
export type FlagPatterns = { readonly takes: Values; readonly patterns: readonly string[] };

/**
 * Shell patterns of "<path> <flag>" for every flag that takes a value, those of like values together. A flag that is
 * the same in every command that has it needs one pattern, such as `* --data-dir`.
 */
export function flagPatterns(commands: readonly CommandWords[]): FlagPatterns[] {
  const all = commands.flatMap(({ path, flags }) => flags.map((flag) => ({ path, flag })));
  const groups = new Map<string, { takes: Values; patterns: string[] }>();
  for (const { path, flag } of all) {
    if (flag.takes === undefined) continue;
    const key = likeness(flag);
    const isSame = all.every((other) => other.flag.long !== flag.long || likeness(other.flag) === key);
    const pattern = `${isSame ? "*" : path} ${flag.long}`;
    const group = groups.get(key) ?? { takes: flag.takes, patterns: [] };
    if (!group.patterns.includes(pattern)) group.patterns.push(pattern);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Equal for two flags after which the same may be typed, whatever the help calls it. */
function likeness({ takes }: FlagWords): string {
  return takes === undefined ? "alone" : JSON.stringify([takes.words, takes.paths]);
}
