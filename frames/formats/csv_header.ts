import { Buffer } from "node:buffer";

/**
 * The first line of a CSV, without its end. A quoted name may have line ends in it.
 *
 * @example
 * ```ts
 * csvHeader(Buffer.from("ides,idmun\r\n20,54\r\n")); // "ides,idmun"
 * ```
 */
export function csvHeader(csv: Uint8Array): string {
  const bytes = Buffer.from(csv.buffer, csv.byteOffset, csv.byteLength);
  let end = bytes.indexOf("\n");
  // Within quotes there is an odd number of them before it.
  while (end !== -1 && bytes.toString("utf8", 0, end).split('"').length % 2 === 0) {
    end = bytes.indexOf("\n", end + 1);
  }
  return bytes.toString("utf8", 0, end === -1 ? bytes.length : end).replace(/\r$/, "");
}

/**
 * The first line of a CSV that has columns of these names, without its end.
 *
 * @example
 * ```ts
 * headerOf(["ides", "a,b"]); // 'ides,"a,b"'
 * ```
 */
export function headerOf(names: readonly string[]): string {
  return names.map((name) => (/^$|[,"\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name)).join(",");
}
