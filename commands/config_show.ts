import { SETTING_NAMES, SETTING_SPECS } from "../configs/mod.ts";
import { publicUrl } from "../io/public_url.ts";
import { type Fact, facts } from "../terminal/facts.ts";
import type { Invocation } from "./call/invocation.ts";
import { settingsOf } from "./call/prepare.ts";
import { printResult } from "./call/print_result.ts";

/** `municlima config show`: every setting's value, and with `--origin` where it came from. */
export async function configShowCommand(call: Invocation): Promise<void> {
  const { flags, output } = call;
  const { settings: given, origins } = await settingsOf(call);
  // A URL does not belong there, but whoever writes one should not find its password in a log.
  const settings = { ...given, feed: publicUrl(given.feed) };
  const result = { schema_version: 1, command: "config show", settings, origins };
  const widest = (texts: readonly string[]) => Math.max(...texts.map(({ length }) => length));
  const value = widest(Object.values(settings).map(String));
  const origin = widest(Object.values(origins));
  const lines = SETTING_NAMES.map((name): Fact => {
    if (!flags.origin) return [name, String(settings[name])];
    const source = `${origins[name].padEnd(origin)}  ${SETTING_SPECS[name].variable}`;
    return [name, `${String(settings[name]).padEnd(value)}  ${output.screen.style.dim(source)}`];
  });
  printResult(result, () => `${facts(lines, output.screen)}\n`, output);
}
