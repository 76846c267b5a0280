import { emptyCard, fillCard } from "../card.ts";
import { h } from "../h.ts";
import type { Town } from "../model/model.ts";
import { daysOf } from "../model/periods.ts";
import { type Section, SHOWN, type View } from "../view.ts";
import { measureName, periodName, quantityName } from "../words/names.ts";
import { fill } from "../words/words.ts";
import { type chart, widthIn } from "./chart.ts";
import { changeScale, colourScale } from "./colour.ts";
import { legend } from "./legend.ts";
import { type MapContent, mapDrawing, REACH_KM } from "./map_drawing.ts";
import { areInMexico, type Box, boxAround, MEXICO_BOX, townsByState, zoomed } from "./map_places.ts";
import { saves } from "./saves.ts";
import { withoutCollisions } from "./state_labels.ts";

/** How long the map shows a time while it plays, in milliseconds. */
const FRAME = 350;
/** What one step of zooming is, and how far it goes. */
const STEP = 1.6;
const MOST = 24;

/** The towns' map, with what it shows, the time that it shows, and how near it is looked at. */
export function map(): Section {
  const element = emptyCard("map");
  const place = h("div", { class: "map-place" });
  const key = h("div", {});
  const modes = h("div", { class: "choice map-modes", role: "group" });
  const [asValue, asChange] = [h("button", { type: "button" }), h("button", { type: "button" })];
  modes.append(asValue, asChange);
  const zooming = h("div", { class: "zoom", role: "group" });
  const [nearer, farther, whole] = (["+", "−", ""] as const).map((text) =>
    h("button", { type: "button" }, text),
  );
  const slider = timeSlider((more) => view?.choose(more));
  const files = h("div", {});
  const none = h("p", { class: "empty" });
  let view: View | undefined;
  let box: Box | undefined;
  let drawn: ReturnType<typeof chart> | undefined;
  let placed: readonly Town[] = [];
  let state: number | undefined;

  asValue.addEventListener("click", () => view?.choose({ asChange: false }));
  asChange.addEventListener("click", () => view?.choose({ asChange: true }));
  const zoom = (times: number, at?: readonly [number, number]) => {
    const next = zoomed(box ?? MEXICO_BOX, times, at);
    const isWhole = next[2] - next[0] >= MEXICO_BOX[2] - MEXICO_BOX[0];
    if ((MEXICO_BOX[2] - MEXICO_BOX[0]) / (next[2] - next[0]) > MOST) return;
    box = isWhole ? undefined : next;
    redraw();
  };
  const pointed = (): readonly [number, number] | undefined => {
    const town = drawn?.plot.value as Town | null | undefined;
    return town ? [town.lon ?? 0, town.lat ?? 0] : undefined;
  };
  const chosenPlace = (): readonly [number, number] | undefined => {
    const town = view?.towns[view.town ?? -1];
    return box === undefined && town?.lon != null && town.lat !== null ? [town.lon, town.lat] : undefined;
  };
  nearer?.addEventListener("click", () => zoom(STEP, chosenPlace()));
  farther?.addEventListener("click", () => zoom(1 / STEP));
  whole?.addEventListener("click", () => {
    box = undefined;
    if (view?.state === undefined) redraw();
    else view.choose({ state: undefined });
  });
  // Together with Ctrl, as a touch pad's pinch is told of: a wheel alone scrolls the page.
  place.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoom(event.deltaY < 0 ? STEP : 1 / STEP, event.deltaY < 0 ? pointed() : undefined);
    },
    { passive: false },
  );
  pinched(place, (times) => zoom(times, pointed()));
  place.addEventListener("click", () => {
    const town = drawn?.plot.value as Town | null | undefined;
    if (town) view?.choose({ town: town.index });
  });
  place.addEventListener("dblclick", () => {
    const town = drawn?.plot.value as Town | null | undefined;
    if (town) view?.choose({ state: town.state });
  });

  const redraw = () => {
    if (view === undefined) return;
    const content = contentOf(view);
    const chosen = view.town === undefined ? null : (content.values[view.town] ?? null);
    const scale = content.isChange
      ? changeScale(content.values, view.dark)
      : colourScale(view.quantity.unit, view.values, view.dark);
    const { unit } = view.quantity;
    const name = content.isChange
      ? fill(view.words.changeOf, { measure: measureName(view, view.quantity.name) })
      : quantityName(view, view.quantity);
    const digits = new Intl.NumberFormat(view.language, { maximumFractionDigits: 1 });
    key.replaceChildren(
      legend(scale, `${name} (${unit})`, content.values, chosen, (value) => digits.format(value)),
    );
    drawn = mapDrawing(view, placed, content, widthIn(element), box);
    place.replaceChildren(drawn);
    const svg = drawn.querySelector<SVGSVGElement>("svg:last-of-type");
    if (svg !== null)
      withoutCollisions(
        [...svg.querySelectorAll<SVGTextElement>(".labels text")],
        svg.getBoundingClientRect(),
      );
    if (whole) whole.disabled = box === undefined;
    if (farther) farther.disabled = box === undefined;
  };
  const draw = (now: View) => {
    view = now;
    const { words, towns, data } = now;
    placed = towns.filter(({ lat, lon }) => lat !== null && lon !== null);
    const without = towns.length - placed.length;
    // The page of one state begins with that.
    const alone = data.page !== undefined && data.towns.state_names.length === 1 ? 0 : undefined;
    if ((now.state ?? alone) !== state) {
      state = now.state ?? alone;
      const inState = placed.filter((town) => town.state === state);
      box = inState.length === 0 ? undefined : boxAround(inState);
    }
    if (!element.contains(place))
      fillCard(
        element,
        " ",
        " ",
        undefined,
        now,
        modes,
        key,
        h("div", { class: "map-frame" }, place, zooming),
        slider.element,
        files,
        none,
      );
    const [title, about] = [element.querySelector("h2"), element.querySelector(".about")];
    const name = now.asChange
      ? fill(words.changeOf, { measure: measureName(now, now.quantity.name) })
      : quantityName(now, now.quantity);
    if (title !== null) title.textContent = fill(words.mapTitle, { measure: name });
    const isEmpty = placed.length === 0;
    for (const part of [modes, key, place.parentElement, slider.element, files])
      if (part !== null) part.hidden = isEmpty;
    none.hidden = !isEmpty;
    none.textContent = words.mapNone;
    if (about !== null) about.textContent = isEmpty ? "" : aboutOf(now, placed, without);
    if (isEmpty) return;
    modes.hidden = data.revision === null;
    modes.setAttribute("aria-label", words.mapModes);
    asValue.textContent = words.mapValues;
    asChange.textContent = words.mapChange;
    asValue.setAttribute("aria-pressed", String(!now.asChange));
    asChange.setAttribute("aria-pressed", String(now.asChange));
    zooming.setAttribute("aria-label", words.zoom);
    nearer?.setAttribute("aria-label", words.zoomIn);
    farther?.setAttribute("aria-label", words.zoomOut);
    if (whole) whole.textContent = words.zoomWhole;
    if (zooming.children.length === 0)
      zooming.append(...[nearer, farther, whole].filter((each) => each !== undefined));
    zooming.hidden = !areInMexico(placed);
    slider.draw(now);
    files.replaceChildren(
      saves(now, "map", () => drawn?.querySelector<SVGSVGElement>("svg:last-of-type") ?? null),
    );
    redraw();
  };
  return { element, draw, on: [...SHOWN, "town", "asChange", "threshold", "state"] };
}

/** What the map shows of each town: the value of the period, or what the last run changed of it. */
function contentOf(view: View): MapContent {
  const { quantity, summaries, span, format, words, values, asChange, data } = view;
  const isChange = asChange && data.revision !== null;
  const shown = isChange ? summaries.changes(quantity, span) : values;
  const { unit } = quantity;
  const name = isChange
    ? fill(words.changeOf, { measure: measureName(view, quantity.name) })
    : quantityName(view, quantity);
  return {
    values: shown,
    isChange,
    label: `${fill(words.mapTitle, { measure: name })}. ${periodName(view)}`,
    show: (value) =>
      value === null ? words.noValue : isChange ? format.change(value, unit) : format.value(value, unit),
  };
}

function aboutOf(view: View, placed: readonly Town[], without: number): string {
  const { words, format } = view;
  const isByState = townsByState(placed) !== undefined;
  return [
    `${periodName(view)}.`,
    isByState ? words.mapText : fill(words.mapReach, { distance: `${format.count(REACH_KM)} km` }),
    ...(without > 0 ? [fill(words.mapWithout, { count: format.count(without) })] : []),
  ].join(" ");
}

/** The fine control of the period: one time of the forecast after the other, with a tick for each day. */
function timeSlider(choose: (more: Partial<View>) => void): {
  readonly element: HTMLElement;
  readonly draw: (view: View) => void;
} {
  const slider = h("input", { type: "range", min: 0, step: 1, id: "time" });
  const play = h("button", { type: "button", class: "play" });
  const ticks = h("div", { class: "ticks", "aria-hidden": "true" });
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)");
  let [view, playing, pending]: [View | undefined, number | undefined, number] = [undefined, undefined, 0];
  const showTime = (time: number) => {
    cancelAnimationFrame(pending);
    pending = requestAnimationFrame(() => choose({ period: "time", time }));
  };
  const stop = () => {
    clearInterval(playing);
    playing = undefined;
    drawPlay();
  };
  const drawPlay = () => {
    play.textContent = playing === undefined ? "▶" : "❚❚";
    play.setAttribute("aria-label", (playing === undefined ? view?.words.play : view?.words.pause) ?? "");
  };
  slider.addEventListener("input", () => {
    if (playing !== undefined) stop();
    showTime(slider.valueAsNumber);
  });
  play.addEventListener("click", () => {
    if (playing !== undefined) return stop();
    playing = window.setInterval(() => {
      const next = slider.valueAsNumber + 1;
      if (next > Number(slider.max)) return stop();
      slider.value = String(next);
      showTime(next);
    }, FRAME);
    drawPlay();
  });
  const element = h("div", { class: "map-time" }, play, h("div", { class: "slide" }, slider, ticks));
  const draw = (now: View) => {
    view = now;
    const { moments } = now.times;
    element.hidden = moments.length < 2;
    if (moments.length < 2) return;
    slider.max = String(moments.length - 1);
    const current = moments.findLastIndex((moment) => moment <= now.now);
    if (document.activeElement !== slider || now.period !== "time")
      slider.value = String(now.period === "time" ? now.time : Math.max(0, now.span?.from ?? current));
    slider.setAttribute("aria-label", now.words.mapSlider);
    const at = moments[slider.valueAsNumber] ?? 0;
    slider.setAttribute("aria-valuetext", `${now.format.day(at)}, ${now.format.clock(at)}`);
    play.hidden = isCalm.matches;
    drawPlay();
    ticks.replaceChildren(
      ...daysOf(now.times).map(({ from, start }) =>
        h(
          "span",
          { style: `left: ${((from / (moments.length - 1)) * 100).toFixed(2)}%` },
          now.format.shortDay(start),
        ),
      ),
    );
  };
  return { element, draw };
}

/** Calls with how many times as far apart two fingers are as they were. */
function pinched(element: HTMLElement, zoom: (times: number) => void): void {
  const fingers = new Map<number, { x: number; y: number }>();
  let apart = 0;
  const distance = () => {
    const [a, b] = [...fingers.values()];
    return a === undefined || b === undefined ? 0 : Math.hypot(a.x - b.x, a.y - b.y);
  };
  element.addEventListener("pointerdown", ({ pointerId, clientX, clientY }) => {
    fingers.set(pointerId, { x: clientX, y: clientY });
    apart = distance();
  });
  element.addEventListener("pointermove", ({ pointerId, clientX, clientY }) => {
    if (!fingers.has(pointerId)) return;
    fingers.set(pointerId, { x: clientX, y: clientY });
    const now = distance();
    if (apart === 0 || now === 0) return;
    if (now / apart > STEP || apart / now > STEP) {
      zoom(now / apart);
      apart = now;
    }
  });
  const end = ({ pointerId }: PointerEvent) => {
    fingers.delete(pointerId);
    apart = 0;
  };
  for (const name of ["pointerup", "pointercancel", "pointerleave"] as const)
    element.addEventListener(name, end);
}
