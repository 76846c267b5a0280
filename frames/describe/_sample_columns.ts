import { isObject, type SampleRows } from "./_sample_rows.ts";

/** What stands in a place of the rows of a sample. */
export type SampleColumn = {
  /** Where in a row: "location.lat". */
  readonly path: string;
  /** A name for it, made of letters, digits and underscores. */
  readonly name: string;
  /** One for each row; undefined where a row has none. */
  readonly values: readonly unknown[];
};

/** As deep, and of lists as long, values are looked for. */
const DEEPEST = 10;
const LONGEST_LIST = 3;
/** Every snapshot's table has a column of this name. */
const TAKEN = new Set(["version"]);
const LATITUDE = /^(lat|latitude|latitud)$/i;
const LONGITUDE = /^(lon|lng|long|longitude|longitud)$/i;

/** Every place with a value in the rows of a sample, in the order in which they come, each with a name of its own. */
export function sampleColumns({ rows }: Pick<SampleRows, "rows">): readonly SampleColumn[] {
  const found = new Map<string, unknown[]>();
  for (const [index, row] of rows.entries()) {
    for (const [path, value] of leaves(row, "", 1)) {
      const values = found.get(path) ?? new Array<unknown>(rows.length).fill(undefined);
      values[index] = value;
      found.set(path, values);
    }
  }
  const names = new Set<string>(TAKEN);
  return [...found].map(([path, values]) => {
    const name = freeName(path, names);
    names.add(name);
    return { path, name, values };
  });
}

function* leaves(
  object: Readonly<Record<string, unknown>> | readonly unknown[],
  path: string,
  depth: number,
): Generator<[path: string, value: unknown]> {
  for (const [name, value] of Object.entries(object)) {
    // A name with a dot in it is one that no path can tell from two.
    if (name === "" || name.includes(".") || /^\s/.test(name)) continue;
    const goesOn = depth < DEEPEST && (isObject(value) || isPlace(value));
    if (goesOn && Object.keys(value).length > 0) yield* leaves(value, `${path}${name}.`, depth + 1);
    else yield [`${path}${name}`, value];
  }
}

/** Whether a list is one of coordinates, whose places mean something. */
function isPlace(value: unknown): value is readonly number[] {
  return (
    Array.isArray(value) &&
    value.length >= 2 &&
    value.length <= LONGEST_LIST &&
    value.every((each) => typeof each === "number")
  );
}

/** The last part of a path as a name: of "geometry.coordinates.0" it is "lon", as GeoJSON has it. */
function lastName(path: string): string {
  const parts = path.split(".");
  const last = parts.at(-1) ?? path;
  if (parts.at(-2) === "coordinates" && /^[01]$/.test(last)) return last === "0" ? "lon" : "lat";
  if (/^\d+$/.test(last)) return wholeName(path);
  if (LATITUDE.test(last)) return "lat";
  return LONGITUDE.test(last) ? "lon" : named(last);
}

function wholeName(path: string): string {
  return named(path.replaceAll(".", "_"));
}

function freeName(path: string, names: ReadonlySet<string>): string {
  if (!names.has(lastName(path))) return lastName(path);
  let name = wholeName(path);
  for (let number = 2; names.has(name); number++) name = `${wholeName(path)}_${number}`;
  return name;
}

function named(text: string): string {
  const plain = text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9_]+/g, "_")
    .replace(/^_+|_+$/g, "");
  return /^[A-Za-z_]/.test(plain) ? plain : `_${plain}`;
}
