import type { Manifest } from "./manifest.ts";

/**
 * A manifest as it is written: JSON for people and programs. What it lists has a line each, as a merge over a
 * year lists 8,760 snapshots, and a search for one should show all there is about it.
 */
export function manifestText(manifest: Manifest): Uint8Array {
  const text = JSON.stringify(manifest, undefined, 2);
  // No string of JSON has a line end in it, so that those that are found are all between its parts.
  const short = text.replace(
    /(\n {4,})\{\n +([^{}[\]]*?)\n +\}/g,
    (_, indent: string, inside: string) => `${indent}{ ${inside.replace(/\n +/g, " ")} }`,
  );
  return new TextEncoder().encode(`${short}\n`);
}
