import { SETTING_NAMES, SETTING_SPECS } from "../configs/mod.ts";
import { publicUrl } from "../io/public_url.ts";
import { columnTable } from "../terminal/column_table.ts";
import { type Fact, facts } from "../terminal/facts.ts";
import type { Invocation } from "./call/invocation.ts";
import { settingsOf } from "./call/prepare.ts";
import { printResult } from "./call/print_result.ts";
import type { ConfigShowResult } from "./results/config_show_result.ts";

/** `municlima config show`: every setting's value, and with `--origin` where it came from. */
export async function configShowCommand(call: Invocation): Promise<void> {
  const { flags, output } = call;
  const { settings: given, origins } = await settingsOf(call);
  // A URL may hold a secret: whoever has that of a check can ping it.
  const settings = { ...given, feed: publicUrl(given.feed), pingUrl: publicUrl(given.pingUrl) };
  const result: ConfigShowResult = {
    schema_version: 1,
    command: "config show",
    settings: SETTING_NAMES.map((name) => ({
      name: SETTING_SPECS[name].key,
      value: settings[name],
      origin: origins[name],
      variable: SETTING_SPECS[name].variable,
    })),
  };
  const text = () => {
    if (flags.origin !== true)
      return facts(
        SETTING_NAMES.map((name): Fact => [SETTING_SPECS[name].key, String(settings[name])]),
        output.screen,
      );
    const columns = [
      { header: "setting", values: SETTING_NAMES.map((name) => SETTING_SPECS[name].key) },
      { header: "value", values: SETTING_NAMES.map((name) => String(settings[name])) },
      { header: "origin", values: SETTING_NAMES.map((name) => origins[name]) },
      { header: "variable", values: SETTING_NAMES.map((name) => SETTING_SPECS[name].variable) },
    ];
    return columnTable(columns, {
      rows: SETTING_NAMES.length,
      noun: "setting",
      ...output.screen,
      all: "--json has all",
    });
  };
  printResult(result, () => `${text()}\n`, output);
}
