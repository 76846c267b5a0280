import { type Origin, SETTING_SPECS, type Settings } from "../../configs/mod.ts";

/**
 * A command with the flags that make it work on the same folders as this call did. A setting that came from
 * elsewhere than a flag holds for the next call too.
 */
export function nextCommand(
  verb: string,
  settings: Settings,
  origins: Readonly<Record<keyof Settings, Origin>>,
): string {
  const flags = (["dataDir", "logDir"] as const)
    .filter((name) => origins[name] === "flag")
    .map((name) => `${SETTING_SPECS[name].flag} ${quoted(settings[name])}`);
  return [verb, ...flags].join(" ");
}

/** As a shell takes it for one word. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
