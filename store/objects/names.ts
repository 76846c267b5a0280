/** A part of a name. It does not begin as the names that a store gives to what is unfinished or guards an object. */
const PART = String.raw`(?!\.\.?(?:/|$)|\.(?:tmp|guard)-)[A-Za-z0-9._=-]+`;
const NAME = new RegExp(`^(?:${PART}/)*${PART}$`);

/** Whether an object can have this name; one that begins like a store's own files cannot. */
export function isName(name: string): boolean {
  return NAME.test(name);
}

/**
 * Makes sure that an object can have this name.
 *
 * @throws {TypeError} when it cannot, as a name with "..", a backslash or an empty part
 *
 * @example
 * ```ts
 * assertName("data_merged/current.csv");
 * ```
 */
export function assertName(name: string): void {
  if (!isName(name)) throw new TypeError(`An object cannot have the name ${JSON.stringify(name)}`);
}

/**
 * Makes sure that names can begin with this: parts that each end with a slash, or nothing.
 *
 * @throws {TypeError} when they cannot
 *
 * @example
 * ```ts
 * assertPrefix("data_merged/");
 * ```
 */
export function assertPrefix(prefix: string): void {
  if (prefix === "" || (prefix.endsWith("/") && isName(prefix.slice(0, -1)))) return;
  throw new TypeError(
    `No object has a name that begins with ${JSON.stringify(prefix)}, or it lacks its last slash`,
  );
}

/**
 * Makes sure that a text is one line.
 *
 * @throws {TypeError} when it has a newline in it
 *
 * @example
 * ```ts
 * assertLine('{"schema_version":1}');
 * ```
 */
export function assertLine(line: string): void {
  if (line.includes("\n")) throw new TypeError(`More than one line: ${JSON.stringify(line)}`);
}

/** Whether any part of a name begins with a dot, so that it is not listed. */
export function isHidden(name: string): boolean {
  return name.split("/").some((part) => part.startsWith("."));
}
