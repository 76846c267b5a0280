import type { Origin, Settings } from "../configs/mod.ts";

/**
 * A command with the flags that make it work on the same data folder as this call did. A setting that came
 * from elsewhere than a flag holds for the next call too.
 */
export function nextCommand(
  verb: string,
  settings: Settings,
  origins: Readonly<Record<keyof Settings, Origin>>,
): string {
  return origins.dataDir === "flag" ? `${verb} --data-dir ${settings.dataDir}` : verb;
}
