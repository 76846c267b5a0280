import { type Feed, SETTING_NAMES, SETTING_SPECS } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { doctor } from "../../ops/doctor/doctor.ts";
import type { Finding } from "../../ops/doctor/finding.ts";
import { doctorText } from "../../terminal/ops/doctor_text.ts";
import { effectsOf } from "../call/effects_of.ts";
import type { Invocation } from "../call/invocation.ts";
import { nextCommand } from "../call/next_command.ts";
import { feedOfPlace, openPlace, type Place } from "../call/place.ts";
import { printResult } from "../call/print_result.ts";

/**
 * `municlima doctor`: how everything is that runs depend on. Ends with 1 when something is to be looked at, and with 2
 * when a run would fail.
 */
export async function doctorCommand(call: Invocation): Promise<void> {
  const { output } = call;
  const findings: Finding[] = [];
  const place = await found("settings", findings, async () => {
    const opened = await openPlace(call);
    findings.push({ name: "settings", verdict: "ok", says: settingsText(opened), advice: null });
    return opened;
  });
  const feed =
    place && (await found("feed", findings, async () => named(await feedOfPlace(place), findings)));
  const effects = place === undefined ? undefined : await effectsOf(call);
  const result = await doctor({ findings, place: place && { ...place, feed } }, effects);
  const command = (words: string) =>
    place === undefined ? words : nextCommand(words, place.settings, place.origins);
  const text = () => doctorText(result, command, output.screen);
  printResult(result, text, output);
  if (result.verdict === "ok") return;
  const worst = result.findings.find(({ verdict }) => verdict === result.verdict);
  const said = `${worst?.name}: ${worst?.says}. ${worst?.advice ?? ""}`.trim();
  const kind = result.verdict === "warning" ? "stale" : "failing";
  throw new Failure(kind, `The doctor has found a ${result.verdict}: ${said}`, { reported: true });
}

/** What some work gives; where it fails as foreseen, that is a finding. */
async function found<T>(name: string, findings: Finding[], work: () => Promise<T>): Promise<T | undefined> {
  return await work().catch((error: unknown) => {
    if (!(error instanceof Failure)) throw error;
    findings.push({ name, verdict: "failure", says: error.message.replace(/\.$/, ""), advice: null });
    return undefined;
  });
}

function named(feed: Feed, findings: Finding[]): Feed {
  const says = `"${feed.name}", ${feed.urls.length === 1 ? "1 URL" : `${feed.urls.length} URLs`}`;
  findings.push({ name: "feed", verdict: "ok", says, advice: null });
  return feed;
}

/** The settings that somebody has set, by where: their values are what `config show` is for. */
function settingsText({ origins }: Place): string {
  const set = SETTING_NAMES.filter((name) => origins[name] !== "default").map(
    (name) => `${SETTING_SPECS[name].key} (${origins[name]})`,
  );
  return set.length === 0 ? "all are the defaults" : `${set.join(", ")}; the others are the defaults`;
}
