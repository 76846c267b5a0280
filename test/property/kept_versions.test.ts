import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { keptVersions } from "../../pipelines/maintain/pruning/kept_versions.ts";
import { type Version, versionAt } from "../../store/mod.ts";

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 30, 22);

/** Moments within three months, in hours and half hours, each once, newest first. */
const MOMENTS = fc
  .uniqueArray(fc.nat(2 * 24 * 90), { maxLength: 60 })
  .map((halves) => halves.sort((a, b) => b - a).map((half) => new Date(START + (half * HOUR) / 2)));
const COUNT = fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined });
const DAYS = fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined });

/** The ISO week of a moment, by the rule of ISO 8601: it belongs to the year of its Thursday. */
function isoWeek(moment: Date): string {
  const thursday = new Date(moment);
  thursday.setUTCDate(moment.getUTCDate() + 4 - (moment.getUTCDay() || 7));
  const days =
    (Date.UTC(thursday.getUTCFullYear(), thursday.getUTCMonth(), thursday.getUTCDate()) -
      Date.UTC(thursday.getUTCFullYear(), 0, 1)) /
    (24 * HOUR);
  return `${thursday.getUTCFullYear()}-${Math.floor(days / 7)}`;
}

const PERIODS: Record<string, (moment: Date) => string> = {
  hourly: (moment) => moment.toISOString().slice(0, 13),
  daily: (moment) => moment.toISOString().slice(0, 10),
  weekly: isoWeek,
  monthly: (moment) => moment.toISOString().slice(0, 7),
};

/** Why a moment stays, asked of it alone: what is newer than it in its period, and how many periods are newer. */
function reasonsOf(moment: Date, all: readonly Date[], rule: Record<string, number | undefined>): string[] {
  const newer = all.filter((other) => other > moment);
  const reasons = newer.length === 0 ? ["newest"] : [];
  if (newer.length < (rule.last ?? 0)) reasons.push("last");
  for (const [word, periodOf] of Object.entries(PERIODS)) {
    const period = periodOf(moment);
    const isNewest = newer.every((other) => periodOf(other) !== period);
    if (isNewest && new Set(newer.map(periodOf)).size < (rule[word] ?? 0)) reasons.push(word);
  }
  const newest = Math.max(...all.map(Number));
  if (rule.within !== undefined && newest - Number(moment) <= rule.within * 24 * HOUR)
    reasons.push(`within ${rule.within}d`);
  return reasons;
}

test("keptVersions() keeps what each word of a rule keeps by itself, says which, and always keeps the newest", () => {
  fc.assert(
    fc.property(
      MOMENTS,
      fc.record({ last: COUNT, hourly: COUNT, daily: COUNT, weekly: COUNT, monthly: COUNT, within: DAYS }),
      (moments, { within, ...counts }) => {
        const given = Object.entries(counts).filter(([, count]) => count !== undefined);
        const rule = {
          ...Object.fromEntries(given),
          ...(within === undefined ? {} : { within: `${within}d` }),
        };
        const kept = keptVersions(moments.map(versionAt), rule);
        const expected = moments
          .map((moment): [Version, string[]] => [
            versionAt(moment),
            reasonsOf(moment, moments, { ...counts, within }),
          ])
          .filter(([, reasons]) => reasons.length > 0);
        assert.equal([...kept], expected);
        assert.ok(moments.length === 0 || kept.has(versionAt(moments[0] as Date)));
      },
    ),
    { numRuns: 500 },
  );
});

test("keptVersions() counts months within by the calendar, and takes a moment since which all stay", () => {
  const versions = ["20260331_120000", "20260228_120000", "20260228_110000"] as Version[];
  assert.equal([...keptVersions(versions, { within: "1m" }).keys()], versions.slice(0, 2));
  const since = new Date("2026-02-28T11:00:00Z");
  assert.equal(keptVersions(versions, { since }).get(versions[2] as Version), ["young enough"]);
});

test.run();
