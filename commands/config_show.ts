import { SETTING_NAMES, SETTING_SPECS } from "../configs/mod.ts";
import { type Fact, facts } from "../terminal/facts.ts";
import { settingsOf } from "./_prepare.ts";
import { printReport } from "./_print_report.ts";
import type { Invocation } from "./invocation.ts";

/** `municlima config show`: every setting's value, and with `--origin` where it came from. */
export async function configShowCommand(call: Invocation): Promise<void> {
  const { settings, origins } = await settingsOf(call);
  const { style } = call.output.screen;
  const report = { schema_version: 1, command: "config show", settings, origins };
  const lines = SETTING_NAMES.map((name): Fact => {
    const origin = call.flags.origin ? style.dim(`  ${origins[name]} (${SETTING_SPECS[name].variable})`) : "";
    return [name, `${settings[name]}${origin}`];
  });
  printReport(report, () => `${facts(lines, style)}\n`, call.output);
}
