import { random } from "./_random.ts";
import { sampleTowns } from "./sample_towns.ts";

/** The municipalities, [state, municipality], that municipality data has and the feed does not. */
const WITHOUT_FORECAST: readonly (readonly [number, number])[] = [
  [2, 6],
  [2, 7],
  [4, 12],
  [4, 13],
  [7, 125],
  [17, 34],
  [17, 35],
  [17, 36],
];

/**
 * Synthetic municipality data: CSV text with the columns `Cve_Ent` (state key), `Cve_Mun` (municipality key
 * within the state) and `Value` (a made-up integer from 10 to 1000, without a unit or a meaning). 2,471 rows
 * in the order of their keys: the feed's 2,463 towns and the 8 municipalities that have no forecast. As in
 * the published tables, lines end in CRLF and the last one has no end.
 *
 * @example
 * ```ts
 * sampleMunicipalities().split("\r\n").length; // 2472, with the header
 * ```
 */
export function sampleMunicipalities(): string {
  const keys = [...sampleTowns().map(({ ides, idmun }) => [ides, idmun] as const), ...WITHOUT_FORECAST];
  keys.sort(([stateA, townA], [stateB, townB]) => stateA - stateB || townA - townB);
  const lines = keys.map(([ides, idmun]) => {
    const value = 10 + Math.floor(991 * random(ides * 1000 + idmun, 7));
    return `${ides},${idmun},${value}`;
  });
  return ["Cve_Ent,Cve_Mun,Value", ...lines].join("\r\n");
}
