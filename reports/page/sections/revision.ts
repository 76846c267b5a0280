import * as Plot from "@observablehq/plot";
import { emptyCard, fillCard } from "../card.ts";
import { chart, widthIn } from "../charts/chart.ts";
import { changeScale } from "../charts/colour.ts";
import { withSaves } from "../charts/saves.ts";
import { h } from "../h.ts";
import { isAmount } from "../model/quantities.ts";
import { ranked } from "../model/ranked.ts";
import { townList } from "../towns/town_list.ts";
import { type Section, SHOWN, type View } from "../view.ts";
import { measureName } from "../words/names.ts";
import { fill } from "../words/words.ts";

const LISTED = 3;

type BinnedBars = Plot.BinXInputs<Plot.RectYOptions>;

/** How the newest run of the model changed what the one before had forecast. */
export function revision(): Section {
  const element = emptyCard("revision");
  return { element, draw: (view) => draw(element, view), on: [...SHOWN, "town"] };
}

function draw(element: HTMLElement, view: View): void {
  const { words, data, quantity, towns, format, dark } = view;
  const { revision, forecast } = data;
  if (revision === null || forecast === null) {
    const why = data.missing.includes("damaged-body")
      ? words.damagedBody
      : forecast === null
        ? words.noBody
        : words.revisionNone;
    fillCard(element, words.revision, undefined, undefined, view, h("p", { class: "empty" }, why));
    return;
  }
  const { unit } = quantity;
  // Over all times that both runs have: as "diff" tells it.
  const found = view.summaries.changes(quantity, undefined);
  const changeOf = ({ index }: (typeof towns)[number]) => found[index] ?? null;
  const order = ranked(towns, changeOf);
  const changes = order.map((town) => changeOf(town) ?? 0);
  const text = fill(isAmount(unit) ? words.revisionTotal : words.revisionText, {
    times: format.count(revision.times),
    run: format.hour(revision.model_run),
  });
  const title = `${words.revision}: ${measureName(view, quantity.name).toLowerCase()}`;
  fillCard(element, title, text, undefined, view);
  if (changes.every((change) => change === 0)) {
    element.append(h("p", { class: "empty" }, words.revisionSame));
    return;
  }
  const mean = changes.reduce((sum, change) => sum + change, 0) / changes.length;
  const widest = Math.max(...changes.map(Math.abs));
  const ink = dark ? "#e8edf2" : "#1b232b";
  const itself = (change: number) => change;
  const bins = {
    x: { value: itself, thresholds: 30 },
    fill: itself,
    inset: 0.5,
    stroke: ink,
    strokeOpacity: 0.3,
  } as BinnedBars;
  element.append(
    h("p", { class: "mean-change" }, `${words.revisionMean}: `, h("strong", {}, format.change(mean, unit))),
    withSaves(
      chart(
        {
          width: widthIn(element),
          height: 170,
          marginLeft: 44,
          marginTop: 24,
          marginBottom: 36,
          x: {
            label: unit,
            labelAnchor: "center",
            labelArrow: "none",
            domain: [-widest, widest],
            nice: true,
            ticks: 6,
          },
          y: { label: words.townCount, labelArrow: "none", grid: true, ticks: 4 },
          color: changeScale(changes, dark),
          marks: [
            Plot.rectY(changes, Plot.binX({ y: "count", fill: "mean" }, bins)),
            Plot.ruleX([0], { stroke: ink }),
            Plot.ruleY([0], { stroke: ink, strokeOpacity: 0.5 }),
          ],
        },
        `${title}. ${text}`,
      ),
      "revision",
      view,
    ),
    h(
      "div",
      { class: "lists" },
      townList(words.revisionUp, order.slice(0, LISTED), (town) => format.change(changeOf(town), unit), view),
      townList(
        words.revisionDown,
        order.slice(-LISTED).reverse(),
        (town) => format.change(changeOf(town), unit),
        view,
      ),
    ),
  );
}
