import { measureName } from "../charts/chart.ts";
import { h } from "../h.ts";
import { searchBox } from "../towns/search_box.ts";
import type { Section, View } from "../view.ts";
import { fill } from "../words/words.ts";

/** The page's head: what it is about, and what a reader can choose. Its controls stay where they are. */
export function header(): Section {
  const title = h("h1", {});
  const subtitle = h("p", { class: "subtitle" });
  const synthetic = h("p", { class: "synthetic" });
  const language = h("button", { type: "button", class: "quiet", id: "language" });
  const theme = h("button", { type: "button", class: "quiet", id: "theme" });
  const measures = h("div", { class: "measures", role: "group" });
  const search = searchBox();
  let view: View | undefined;
  language.addEventListener("click", () => view?.choose({ language: view.language === "es" ? "en" : "es" }));
  theme.addEventListener("click", () => view?.choose({ dark: !view.dark }));

  const draw = (now: View) => {
    view = now;
    const { data, words, format, towns, dark, measure } = now;
    title.textContent = data.feed.title[now.language] ?? data.feed.title.en;
    subtitle.textContent = fill(words.subtitle, {
      run: data.merged.model_run === null ? words.unknown : format.hour(data.merged.model_run),
      count: format.count(towns.length),
    });
    synthetic.hidden = !data.feed.synthetic && !data.merged.municipalities_synthetic;
    synthetic.textContent = data.feed.synthetic ? words.synthetic : words.syntheticTable;
    language.textContent = words.language;
    language.setAttribute("aria-label", words.languageLabel);
    language.lang = now.language === "es" ? "en" : "es";
    theme.textContent = dark ? words.light : words.dark;
    theme.setAttribute("aria-label", fill(words.themeLabel, { theme: theme.textContent.toLowerCase() }));
    measures.setAttribute("aria-label", words.measures);
    drawMeasures(measures, measure, now);
    search.draw(now);
  };
  const element = h(
    "header",
    { class: "page-header" },
    h(
      "div",
      { class: "headline" },
      h("div", {}, title, subtitle),
      h("div", { class: "switches" }, language, theme),
    ),
    synthetic,
    h("div", { class: "controls" }, search.element, measures),
  );
  return { element, draw, on: ["measure", "town"] };
}

/** The buttons are made once, so that the one that is pressed keeps the focus. */
function drawMeasures(group: HTMLElement, chosen: number, view: View): void {
  view.data.measures.forEach((_, index) => {
    const button = group.children[index] ?? group.appendChild(h("button", { type: "button" }));
    button.textContent = measureName(view, index);
    button.setAttribute("aria-pressed", String(index === chosen));
    (button as HTMLButtonElement).onclick = () => view.choose({ measure: index });
  });
}
