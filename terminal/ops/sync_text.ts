import type { SyncResult } from "../../pipelines/maintain/sync_result.ts";
import { type Fact, facts } from "../facts.ts";
import type { Screen } from "../screen.ts";
import { counted, size, span, thousands } from "../words.ts";

/**
 * What a sync did, for people: how much was copied, how much was there, and what no longer counts.
 *
 * @example
 * ```ts
 * process.stdout.write(syncText(result, screen));
 * ```
 */
export function syncText(result: SyncResult, screen: Screen): string {
  const { from, to, copied, bytes, there, removed, events, dry_run } = result;
  const lines: Fact[] = [
    ["from", from],
    ["to", to],
    ["copied", copied === 0 ? "nothing was missing" : `${counted(copied, "object")}, ${size(bytes)}`],
    ["there", counted(there, "object")],
    ["published", counted(events, "event")],
  ];
  if (removed > 0) lines.push(["removed", `${thousands(removed)} that no longer count`]);
  if (dry_run) lines.push(["dry run", "nothing was copied"]);
  return `${screen.style.bold(title(result))}\n\n${facts(lines, screen)}\n`;
}

function title({ dry_run, bytes, copied, seconds }: SyncResult): string {
  if (dry_run) return `Would copy ${size(bytes)}`;
  return copied === 0 ? `Compared both in ${span(seconds)}` : `Copied ${size(bytes)} in ${span(seconds)}`;
}
