import { h } from "../h.ts";
import type { Section, View } from "../view.ts";
import { fill } from "../words/words.ts";
import { type Age, ageOf } from "./age.ts";

/** What a reader must know before believing the page, in one line below its title; looked at again each minute. */
export function trust(): Section & { readonly refresh: () => void } {
  const line = h("p", { class: "trust-line" });
  const alert = h("p", { class: "banner", role: "alert", hidden: true });
  const element = h("div", { class: "trust" }, line, alert);
  let view: View | undefined;
  const refresh = () => {
    if (view === undefined) return;
    const { data, words, format, towns, times } = view;
    const age = worstAge(view);
    const { model_run } = data.forecast ?? data.merged;
    const last = times.moments.at(-1);
    const next = nextExpected(view);
    const checks = data.contract === null ? undefined : checksText(view);
    const parts = [
      fill(words.trustRun, { run: model_run === null ? words.unknown : format.hour(model_run) }),
      ageOf(data.forecast ?? data.merged, view).text,
      last === undefined
        ? undefined
        : fill(words.trustUntil, { end: `${format.day(last)}, ${format.clock(last)}` }),
      fill(words.trustTowns, { count: format.count(towns.length) }),
      checks,
      next === undefined ? undefined : fill(words.trustNext, { time: format.moment(next) }),
    ].filter((part) => part !== undefined);
    const state = h(
      "strong",
      { class: "age", "data-state": age.state },
      age.state === "fresh" ? words.trustGood : age.state === "stale" ? words.trustStale : words.trustAhead,
    );
    line.replaceChildren(state, ` · ${parts.join(" · ")}`);
    const said = alertText(age, view);
    alert.hidden = said === undefined;
    // A screen reader is told once, and not each minute.
    if (alert.textContent !== (said ?? "")) alert.textContent = said ?? "";
  };
  const draw = (now: View) => {
    view = now;
    refresh();
  };
  return { element, draw, on: [], refresh };
}

/** Data is as good as its worst: when the provider made it, when it came in, and how far ahead it still reaches. */
function worstAge(view: View): Age {
  const { data, now, times } = view;
  const { forecast, merged } = data;
  const about = forecast ?? merged;
  const ages = [
    ageOf(about, view),
    ...(about.fetched_at === null ? [] : [ageOf({ ...about, issued_at: null }, view)]),
  ];
  const last = times.moments.at(-1);
  if (last !== undefined && last + times.step <= now) return { text: view.words.trustPast, state: "stale" };
  return (
    ages.find(({ state }) => state === "ahead") ??
    ages.find(({ state }) => state === "stale") ??
    (ages[0] as Age)
  );
}

function alertText({ text, state }: Age, { data, words, format }: View): string | undefined {
  if (state === "ahead") return `${words.aheadTitle} ${fill(words.aheadText, { age: text })}`;
  if (state === "fresh") return undefined;
  const limit = format.span(data.stale_after_seconds);
  const why = text === words.trustPast ? text : fill(words.staleText, { age: text, limit });
  return `${words.staleTitle} ${why}`;
}

function checksText({ data, words, format }: View): string {
  const { contract } = data;
  const odd =
    (contract?.duplicates ?? 0) +
    (contract?.left_out ?? 0) +
    [...(contract?.empty ?? []), ...(contract?.out_of_range ?? [])].reduce((sum, { rows }) => sum + rows, 0);
  return odd === 0 ? words.trustChecked : fill(words.trustOdd, { count: format.count(odd) });
}

/** The provider's rhythm is the time between its last two files: the next one is expected after as long again. */
function nextExpected({ data: { forecast, revision } }: View): string | undefined {
  const [issued, before] = [forecast?.issued_at, revision?.issued_at];
  if (!issued || !before) return undefined;
  const next = 2 * Date.parse(issued) - Date.parse(before);
  return next > Date.now() ? new Date(next).toISOString() : undefined;
}
