import { LABEL_PLACES } from "./_outline.ts";
import type { StateTowns } from "./map_places.ts";

/** The abbreviations that Mexicans write, in the order of INEGI's keys. */
const ABBREVIATIONS =
  "Ags.,B.C.,B.C.S.,Camp.,Coah.,Col.,Chis.,Chih.,CDMX,Dgo.,Gto.,Gro.,Hgo.,Jal.,Méx.,Mich.,Mor.,Nay.,N.L.,Oax.,Pue.,Qro.,Q.R.,S.L.P.,Sin.,Son.,Tab.,Tamps.,Tlax.,Ver.,Yuc.,Zac.".split(
    ",",
  );

export type StateLabel = { readonly text: string; readonly lon: number; readonly lat: number };

/** A label for each state, where the state has the most room for it; the states of many towns first. */
export function stateLabels(states: readonly StateTowns[]): StateLabel[] {
  return states.flatMap(({ shape }) => {
    const index = Number(shape.id) - 1;
    const [lon, lat] = LABEL_PLACES[index] ?? [];
    return lon === undefined || lat === undefined ? [] : [{ text: ABBREVIATIONS[index] ?? "", lon, lat }];
  });
}

/**
 * Takes away the labels that would lie over another one, the later ones first, and those beyond the map's edge.
 *
 * @param texts on the page, as their size is only known there
 */
export function withoutCollisions(texts: readonly SVGTextElement[], edge: DOMRect): void {
  const kept: DOMRect[] = [];
  for (const text of texts) {
    const box = text.getBoundingClientRect();
    const isOver = kept.some(
      ({ left, right, top, bottom }) =>
        box.left < right + 2 && box.right > left - 2 && box.top < bottom && box.bottom > top,
    );
    const isOut =
      box.left < edge.left || box.right > edge.right || box.top < edge.top || box.bottom > edge.bottom;
    if (isOver || isOut) text.remove();
    else kept.push(box);
  }
}
