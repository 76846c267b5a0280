import { sync } from "../../pipelines/maintain/sync.ts";
import { placeIn } from "../../store/mod.ts";
import { syncText } from "../../terminal/ops/sync_text.ts";
import type { Invocation } from "../call/invocation.ts";
import { opener } from "../call/place.ts";
import { settingsOf } from "../call/prepare.ts";
import { printResult } from "../call/print_result.ts";
import { withProgress } from "../call/with_progress.ts";

/** `municlima sync <from> <to>`: makes one data folder like another one. */
export async function syncCommand(call: Invocation): Promise<void> {
  const { args, flags, output } = call;
  const [from = "", to = ""] = args;
  const { settings } = await settingsOf(call);
  const open = await opener(settings, call);
  const logDir = placeIn(to, "logs");
  const [source, target, logs] = [await open(from), await open(to), await open(logDir)];
  const result = await withProgress(output, (events, stop) =>
    sync({
      from: { objects: source },
      data: { objects: target },
      logs,
      settings: { ...settings, dataDir: to, logDir },
      dryRun: flags.dryRun === true,
      events,
      stop,
    }),
  );
  printResult(result, () => syncText(result, output.screen), output);
}
