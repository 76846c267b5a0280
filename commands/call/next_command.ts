import type { Origin, Settings } from "../../configs/mod.ts";
import { folderFlags } from "./_folder_flags.ts";

/**
 * A command with the flags that make it work on the same folders as this call did. A setting that came from
 * elsewhere than a flag holds for the next call too.
 */
export function nextCommand(
  verb: string,
  settings: Settings,
  origins: Readonly<Record<keyof Settings, Origin>>,
): string {
  const given = (name: "dataDir" | "logDir") => (origins[name] === "flag" ? settings[name] : undefined);
  return `${verb}${folderFlags({ dataDir: given("dataDir"), logDir: given("logDir") })}`;
}
