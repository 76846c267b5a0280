import type { SampleColumn } from "./_sample_columns.ts";

/** So many columns are tried together, of so many. */
const MOST_TOGETHER = 3;
const TRIED = 14;
const ID = /^(id|cve|clave|code|key|station|site|stop|sensor)|(id|ids|key|code|clave|codigo|number|num)$/i;

/** The likelier ids, before codes and numbers. */
const SURE_ID = /^(id|station|site|stop)$|_id$|[a-z]Id$/;
/** A state and a municipality in it: of a municipality the number alone repeats across states. */
const STATE = /^(ides|cve_?ent|state|estado|entidad)(_?(id|key))?$/i;
const TOWN = /^(idmun|cve_?mun|town|municipality|municipio)(_?(id|key))?$/i;

/** Whether a column is called as one with the number of a state or municipality. */
export function isMunicipal(name: string): boolean {
  return STATE.test(name) || TOWN.test(name);
}

/** Whether a column is called as one that names things. */
export function isIdName(name: string): boolean {
  return ID.test(name);
}

/**
 * The fewest columns that with the time tell every row from all others: of those that are called as ids first, then of
 * all. A municipality is known by its state's number and its own together. Undefined where none do.
 *
 * @param candidates columns with a text or whole number in every row, the likelier first
 */
export function guessKey(
  candidates: readonly SampleColumn[],
  time: Pick<SampleColumn, "values">,
): readonly SampleColumn[] | undefined {
  const ids = candidates.filter(({ name }) => isIdName(name));
  const others = candidates.filter(({ name }) => !isIdName(name));
  ids.sort((a, b) => Number(SURE_ID.test(b.name)) - Number(SURE_ID.test(a.name)));
  const pair = [STATE, TOWN].flatMap((name) => candidates.filter((each) => name.test(each.name)).slice(0, 1));
  if (pair.length === 2 && isUnique(pair, time)) return pair;
  for (const among of [ids, [...ids, ...others]]) {
    for (let size = 1; size <= MOST_TOGETHER; size++) {
      for (const some of combinations(among.slice(0, TRIED), size)) if (isUnique(some, time)) return some;
    }
  }
  return undefined;
}

function isUnique(columns: readonly SampleColumn[], time: Pick<SampleColumn, "values">): boolean {
  const all = [...columns, time];
  const seen = new Set<string>();
  for (const row of time.values.keys()) {
    const key = JSON.stringify(all.map(({ values }) => String(values[row])));
    if (seen.has(key)) return false;
    seen.add(key);
  }
  return true;
}

function* combinations<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  if (size === 0) yield [];
  for (const [index, item] of items.entries()) {
    for (const rest of combinations(items.slice(index + 1), size - 1)) yield [item, ...rest];
  }
}
