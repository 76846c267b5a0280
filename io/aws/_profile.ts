import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What the shared files say of a profile: that of `~/.aws/config` under that of `~/.aws/credentials`. Files that are not
 * there say nothing.
 */
export async function sharedProfile(environment: Environment): Promise<ReadonlyMap<string, string>> {
  const profile = environment.AWS_PROFILE || environment.AWS_DEFAULT_PROFILE || "default";
  const home = environment.HOME || homedir();
  const config = environment.AWS_CONFIG_FILE || join(home, ".aws", "config");
  const credentials = environment.AWS_SHARED_CREDENTIALS_FILE || join(home, ".aws", "credentials");
  return new Map([
    ...sectionOf(await textAt(config), [`profile ${profile}`, ...(profile === "default" ? ["default"] : [])]),
    ...sectionOf(await textAt(credentials), [profile]),
  ]);
}

async function textAt(path: string): Promise<string> {
  return await readFile(path, "utf8").catch(() => "");
}

/** The values of a section of an INI file: names are those of AWS, and what is further indented belongs to another value. */
function sectionOf(text: string, names: readonly string[]): [string, string][] {
  const values: [string, string][] = [];
  let isWanted = false;
  for (const line of text.split(/\r?\n/)) {
    const [, section] = /^\s*\[\s*(.+?)\s*\]/.exec(line) ?? [];
    if (section !== undefined) isWanted = names.includes(section.replace(/\s+/g, " "));
    const [, name, value] = /^(\w+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (isWanted && name !== undefined && value !== undefined) values.push([name.toLowerCase(), value]);
  }
  return values;
}
