import type { Town } from "../model/model.ts";

/** INEGI's state keys and the abbreviations that Mexicans write. */
const ABBREVIATIONS =
  ",Ags.,B.C.,B.C.S.,Camp.,Coah.,Col.,Chis.,Chih.,CDMX,Dgo.,Gto.,Gro.,Hgo.,Jal.,Méx.,Mich.,Mor.,Nay.,N.L.,Oax.,Pue.,Qro.,Q.R.,S.L.P.,Sin.,Son.,Tab.,Tamps.,Tlax.,Ver.,Yuc.,Zac.".split(
    ",",
  );
/** States that are smaller on a map than their names. */
const SMALL = new Set([
  "Ags.",
  "Col.",
  "CDMX",
  "Mor.",
  "Qro.",
  "Tlax.",
  "Méx.",
  "Gto.",
  "Hgo.",
  "Pue.",
  "N.L.",
  "S.L.P.",
]);
/** Of those, the ones that have no room on any screen. */
const TINY = new Set(["Mor.", "Tlax.", "CDMX", "Qro."]);

export type StateLabel = { readonly text: string; readonly lon: number; readonly lat: number };

/**
 * A label for each state, at the median of its towns' positions.
 *
 * @param placed towns that have a position
 */
export function stateLabels(placed: readonly Town[], narrow: boolean): StateLabel[] {
  const byState = new Map<number, Town[]>();
  for (const town of placed) byState.set(town.state, [...(byState.get(town.state) ?? []), town]);
  const left = narrow ? SMALL : TINY;
  return [...byState.values()]
    .map((towns) => ({
      text: textOf(towns[0]),
      lon: median(towns.map(({ lon }) => lon ?? 0)),
      lat: median(towns.map(({ lat }) => lat ?? 0)),
    }))
    .filter(({ text }) => !left.has(text));
}

function textOf(town: Town | undefined): string {
  const key = Number(town?.key.split("-")[0]);
  return ABBREVIATIONS[key] || (town?.stateName ?? "");
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
