import { readFileSync } from "node:fs";

const { name, version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

/** What made a file, as its manifest names it: "municlima 0.1.0". */
export const PROGRAM = `${name} ${version}`;
