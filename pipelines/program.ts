import manifest from "../package.json" with { type: "json" };

/** What made a file, as its manifest names it: "municlima 0.1.0". */
export const PROGRAM = `${manifest.name} ${manifest.version}`;
