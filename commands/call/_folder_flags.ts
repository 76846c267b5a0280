import { SETTING_SPECS } from "../../configs/mod.ts";

/** The flags, each after a space, that give a call these folders; a folder that is undefined has none. */
export function folderFlags(folders: Readonly<Partial<Record<"dataDir" | "logDir", unknown>>>): string {
  return (
    (["dataDir", "logDir"] as const)
      // Of several data folders a command takes the first, where it takes one.
      .map((name) => ({ flag: SETTING_SPECS[name].flag, path: [folders[name]].flat()[0] }))
      .map(({ flag, path }) => (typeof path === "string" ? ` ${flag} ${quoted(path)}` : ""))
      .join("")
  );
}

/** As a shell takes it for one word. */
function quoted(path: string): string {
  return /^[\w./:-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
