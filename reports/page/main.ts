import "./style.css";
import type { PageData } from "../page_data.ts";
import { distribution } from "./charts/distribution.ts";
import { map } from "./charts/map.ts";
import { h } from "./h.ts";
import { townsOf } from "./model/model.ts";
import { ranked } from "./model/ranked.ts";
import { refreshAges } from "./sections/age.ts";
import { banner } from "./sections/banner.ts";
import { contract } from "./sections/contract.ts";
import { extremes } from "./sections/extremes.ts";
import { footer } from "./sections/footer.ts";
import { header } from "./sections/header.ts";
import { revision } from "./sections/revision.ts";
import { states } from "./sections/states.ts";
import { tiles } from "./sections/tiles.ts";
import { townPanel } from "./towns/town_panel.ts";
import { townTable } from "./towns/town_table.ts";
import { unpack } from "./unpack.ts";
import type { Choices, View } from "./view.ts";
import { formatOf } from "./words/format.ts";
import { WORDS, wordsOf } from "./words/words.ts";

const MINUTE = 60_000;
const EVERYTHING: readonly (keyof Choices)[] = ["language", "dark"];

unpack(document.getElementById("data")?.textContent ?? "")
  .then(show)
  .catch((error: Error) => {
    const text = `${WORDS.es.broken} ${WORDS.en.broken} (${error.message})`;
    document.getElementById("page")?.replaceChildren(h("p", { class: "plain" }, text));
    throw error;
  });

/** Builds the page once; after that each choice draws anew what depends on it. */
function show(data: PageData): void {
  const towns = townsOf(data);
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const warning = banner();
  const main = [
    tiles(),
    map(),
    townPanel(),
    distribution(),
    extremes(),
    // Of one area there is nothing to compare.
    ...(data.towns.state_names.length > 1 ? [states()] : []),
    revision(),
    contract(),
    townTable(),
  ];
  const sections = [header(), warning, ...main, footer()];
  const [top, , ...rest] = sections.map(({ element }) => element);
  const bottom = rest.pop();
  document.getElementById("page")?.append(top ?? "", warning.element, h("main", {}, ...rest), bottom ?? "");

  let choices: Choices = {
    language: navigator.language.toLowerCase().startsWith("es") ? "es" : "en",
    dark: prefersDark.matches,
    measure: 0,
    town:
      chosenBy(location.hash, towns) ??
      ranked(towns, ({ values }) => values[0] ?? null)[0]?.index ??
      towns[0]?.index,
    time: undefined,
  };
  const draw = (changed: readonly (keyof Choices)[]) => {
    const { language, dark } = choices;
    const words = wordsOf(language, data.feed.noun);
    const view: View = { ...choices, data, towns, words, format: formatOf(language), choose };
    document.documentElement.lang = language;
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    document.title = `${data.feed.title[language] ?? data.feed.title.en} · municlima`;
    const isAll = changed.some((choice) => EVERYTHING.includes(choice));
    for (const section of sections) {
      if (isAll || changed.some((choice) => section.on.includes(choice))) section.draw(view);
    }
  };
  const choose = (more: Partial<Choices>) => {
    choices = { ...choices, ...more };
    if (more.town !== undefined) history.replaceState(null, "", hashOf(towns[more.town]?.key ?? ""));
    draw(Object.keys(more) as (keyof Choices)[]);
  };
  draw(EVERYTHING);

  prefersDark.addEventListener("change", ({ matches }) => choose({ dark: matches }));
  addEventListener("hashchange", () => choose({ town: chosenBy(location.hash, towns) ?? choices.town }));
  redrawOnNewWidth(() => draw(EVERYTHING));
  setInterval(() => {
    refreshAges();
    warning.refresh();
  }, MINUTE);
}

/** The town that the address names, as in `report.html#20-54`. */
function chosenBy(
  hash: string,
  towns: readonly { readonly key: string; readonly index: number }[],
): number | undefined {
  return towns.find(({ key }) => hashOf(key) === hash)?.index;
}

/** The part of the page's address that names a town; a browser would write other letters in a way of its own. */
function hashOf(key: string): string {
  return `#${encodeURIComponent(key)}`;
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
