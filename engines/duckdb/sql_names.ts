/**
 * The names under which SQL knows columns: it takes upper and lower case for the same, and no name may be empty. Of
 * names that are equal to it, each after the first gets a number.
 *
 * @example
 * ```ts
 * sqlNames(["Value", "VALUE", ""]); // ["Value", "VALUE_1", "column_3"]
 * ```
 */
export function sqlNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  const given = new Set(names.map((name) => name.toLowerCase()));
  return names.map((name, place) => {
    const base = name === "" ? `column_${place + 1}` : name;
    let unique = base;
    for (
      let n = 1;
      taken.has(unique.toLowerCase()) || (unique !== name && given.has(unique.toLowerCase()));
      n++
    )
      unique = `${base}_${n}`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}
