import type { PageData } from "../page_data.ts";

/**
 * The page's data out of what stands in it: JSON in gzip in base64.
 *
 * @example
 * ```ts
 * const data = await unpack(document.getElementById("data")?.textContent ?? "");
 * ```
 */
export async function unpack(base64: string): Promise<PageData> {
  const bytes = Uint8Array.from(atob(base64.trim()), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}
