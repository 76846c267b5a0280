import "./style.css";
import type { PageData } from "../page_data.ts";
import { distribution } from "./charts/distribution.ts";
import { map } from "./charts/map.ts";
import { h } from "./h.ts";
import { type Address, parseAddress, writeAddress } from "./model/address.ts";
import { townsOf } from "./model/model.ts";
import { periodsAt, spanOf, timesOf } from "./model/periods.ts";
import { quantitiesOf } from "./model/quantities.ts";
import { ranked } from "./model/ranked.ts";
import { summariesOf } from "./model/summaries.ts";
import { refreshAges } from "./sections/age.ts";
import { contract } from "./sections/contract.ts";
import { extremes } from "./sections/extremes.ts";
import { footer } from "./sections/footer.ts";
import { header } from "./sections/header.ts";
import { revision } from "./sections/revision.ts";
import { states } from "./sections/states.ts";
import { threshold } from "./sections/threshold.ts";
import { tiles } from "./sections/tiles.ts";
import { trust } from "./sections/trust.ts";
import { townPanel } from "./towns/town_panel.ts";
import { townTable } from "./towns/town_table.ts";
import { unpack } from "./unpack.ts";
import type { Choices, Section, View } from "./view.ts";
import { formatOf } from "./words/format.ts";
import { WORDS, wordsOf } from "./words/words.ts";

const MINUTE = 60_000;
const EVERYTHING: readonly (keyof Choices)[] = ["language", "dark"];
/** What the page's address keeps. */
const IN_ADDRESS: readonly (keyof Choices)[] = ["town", "show", "period", "time", "threshold", "language"];

unpack(document.getElementById("data")?.textContent ?? "")
  .then(show)
  .catch((error: Error) => {
    const text = `${WORDS.es.broken} ${WORDS.en.broken} (${error.message})`;
    document.getElementById("page")?.replaceChildren(h("p", { class: "plain" }, text));
    throw error;
  });

/** Builds the page once; after that each choice draws anew what depends on it. */
function show(data: PageData): void {
  const [towns, times, summaries, everything] = [
    townsOf(data),
    timesOf(data),
    summariesOf(data),
    quantitiesOf(data),
  ];
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const trusted = trust();
  const panel = townPanel();
  const main = [
    tiles(),
    map(),
    panel,
    threshold(),
    distribution(),
    extremes(),
    // Of one area there is nothing to compare.
    ...(data.towns.state_names.length > 1 ? [states()] : []),
    revision(),
    contract(),
    townTable(),
  ];
  const sections: Section[] = [header(trusted.element), trusted, ...main, footer()];
  const [top, bottom] = [sections[0]?.element, sections.at(-1)?.element];
  const body = h("main", {}, ...main.map(({ element }) => element));
  document.getElementById("page")?.append(top ?? "", body, bottom ?? "");

  const clock = () => Date.now() - (data.forecast?.clock_offset ?? 0);
  const choicesOf = ({ key, ...given }: Address): Partial<Choices> => {
    const town = towns.find((town) => town.key === key)?.index;
    return { ...given, ...(town === undefined ? {} : { town }) };
  };
  const [first] = everything;
  const amount = everything.find(({ how }) => how === "sum");
  const periods = periodsAt(times, clock());
  let choices: Choices = {
    language: rememberedLanguage() ?? (navigator.language.toLowerCase().startsWith("es") ? "es" : "en"),
    dark: prefersDark.matches,
    show: first?.id ?? "",
    asChange: false,
    period: (["today", "all", "mean"] as const).find((period) => periods.includes(period)) ?? "mean",
    time: 0,
    town: undefined,
    state: undefined,
    threshold: { quantity: (amount ?? first)?.id ?? "", at: amount === undefined ? 30 : 50 },
    onlyReached: false,
    ...choicesOf(parseAddress(location.hash)),
  };
  let kept: Partial<Choices> = choicesOf(parseAddress(location.hash));

  const viewOf = (): View => {
    const now = clock();
    const periods = periodsAt(times, now);
    const isThere = choices.period === "time" || periods.includes(choices.period);
    const period = isThere ? choices.period : periods.includes("all") ? "all" : "mean";
    const span = spanOf(period, times, now, choices.time);
    const isSingle = span === undefined || span.to - span.from === 1;
    const quantities = everything.filter(({ how, series, measure }) =>
      span === undefined
        ? how !== "low" && measure !== undefined
        : how !== "low" || !isSingle || series.length > 1,
    );
    const chosen = everything.find(({ id }) => id === choices.show);
    const quantity =
      quantities.find(({ id }) => id === choices.show) ??
      quantities.find(({ name }) => name === chosen?.name) ??
      (quantities[0] as View["quantity"]);
    const values = summaries.values(quantity, span);
    return {
      ...choices,
      ...{
        period,
        town:
          choices.town ?? ranked(towns, ({ index }) => values[index] ?? null)[0]?.index ?? towns[0]?.index,
      },
      ...{ data, towns, now, times, summaries, periods, span, quantities, quantity, values, choose },
      words: wordsOf(choices.language, data.feed.noun),
      format: formatOf(choices.language),
    };
  };
  const draw = (changed: readonly (keyof Choices)[]) => {
    const view = viewOf();
    document.documentElement.lang = view.language;
    document.documentElement.dataset.theme = view.dark ? "dark" : "light";
    document.title = `${data.feed.title[view.language] ?? data.feed.title.en} · municlima`;
    const isAll = changed.some((choice) => EVERYTHING.includes(choice));
    for (const section of sections) {
      if (isAll || changed.some((choice) => section.on.includes(choice))) drawKeepingFocus(section, view);
    }
  };
  const choose = (more: Partial<Choices>) => {
    choices = { ...choices, ...more };
    kept = { ...kept, ...more };
    const inAddress = Object.keys(kept).filter((name) => IN_ADDRESS.includes(name as keyof Choices));
    const { town, ...rest } = Object.fromEntries(
      inAddress.map((name) => [name, choices[name as keyof Choices]]),
    ) as Partial<Choices>;
    const key = town === undefined ? undefined : towns[town]?.key;
    history.replaceState(null, "", writeAddress({ ...rest, ...(key === undefined ? {} : { key }) }));
    if (more.language !== undefined) rememberLanguage(more.language);
    draw(Object.keys(more) as (keyof Choices)[]);
    if (more.town !== undefined) reveal(panel.element);
  };
  draw(EVERYTHING);

  prefersDark.addEventListener("change", ({ matches }) => choose({ dark: matches }));
  addEventListener("hashchange", () => choose(choicesOf(parseAddress(location.hash))));
  redrawOnNewWidth(() => draw(EVERYTHING));
  addEventListener("beforeprint", () => {
    document.documentElement.dataset.theme = "light";
    for (const section of sections) section.draw({ ...viewOf(), dark: false });
  });
  addEventListener("afterprint", () => draw(EVERYTHING));
  let hour = Math.floor(clock() / times.step);
  setInterval(() => {
    refreshAges();
    trusted.refresh();
    const passed = Math.floor(clock() / times.step);
    // What is now, today and tomorrow is so at the reader's moment.
    if (passed !== hour) draw(EVERYTHING);
    hour = passed;
  }, MINUTE);
}

/** Draws a section; what had the focus in it has it afterwards, or what has taken its place. */
function drawKeepingFocus(section: Section, view: View): void {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || !section.element.contains(focused)) {
    section.draw(view);
    return;
  }
  const name =
    focused.id !== ""
      ? `#${CSS.escape(focused.id)}`
      : `[data-key="${CSS.escape(focused.dataset.key ?? "")}"]`;
  const place = [...section.element.querySelectorAll(name)].indexOf(focused);
  section.draw(view);
  if (document.activeElement === focused) return;
  const found = section.element.querySelectorAll<HTMLElement>(name);
  (found[place] ?? found[0])?.focus({ preventScroll: true });
}

/** Brings an element into sight where it is not. */
function reveal(element: HTMLElement): void {
  const { top, bottom } = element.getBoundingClientRect();
  if (top >= 0 && (bottom <= innerHeight || top < innerHeight / 3)) return;
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "start", behavior: isCalm ? "auto" : "smooth" });
}

const LANGUAGE = "municlima-language";

/** The language that was chosen on an earlier visit; a browser may forbid to keep anything. */
function rememberedLanguage(): View["language"] | undefined {
  try {
    const language = localStorage.getItem(LANGUAGE);
    return language === "en" || language === "es" ? language : undefined;
  } catch {
    return undefined;
  }
}

function rememberLanguage(language: View["language"]): void {
  try {
    localStorage.setItem(LANGUAGE, language);
  } catch {
    // The page works as ever; only the next visit begins in the browser's language.
  }
}

/** Charts are drawn for a width; the height of a phone's window changes at each scroll and does not count. */
function redrawOnNewWidth(redraw: () => void): void {
  let [width, pending] = [innerWidth, 0];
  addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    cancelAnimationFrame(pending);
    pending = requestAnimationFrame(redraw);
  });
}
