/**
 * Compiles `feed_scanner.ts` with AssemblyScript's compiler and writes the module into
 * `frames/feed/_feed_scanner_wasm.ts`: `npm run wasm`. With `--check` it writes nothing, and fails where that file
 * holds anything else.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

// Not among the dependencies: 100 MB that nobody needs who does not change the scanner.
const COMPILER = "assemblyscript@0.28.20";
const OPTIONS = ["-O3", "--runtime", "stub", "--enable", "simd", "--noAssert", "--importMemory"];
const LINE = 104;

const source = fileURLToPath(new URL("feed_scanner.ts", import.meta.url));
const target = fileURLToPath(new URL("../frames/feed/_feed_scanner_wasm.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "municlima-wasm-"));
try {
  const compiled = join(folder, "feed_scanner.wasm");
  // Beside the source, as paths from elsewhere become part of the module.
  execFileSync("npx", ["--yes", "-p", COMPILER, "asc", "feed_scanner.ts", ...OPTIONS, "-o", compiled], {
    cwd: join(source, ".."),
    stdio: "inherit",
  });
  const lines =
    readFileSync(compiled)
      .toString("base64")
      .match(new RegExp(`.{1,${LINE}}`, "g")) ?? [];
  const hash = createHash("sha256").update(readFileSync(source)).digest("hex");
  const text = `/** \`wasm/feed_scanner.ts\` as compiled by \`npm run wasm\`: a WebAssembly module in base64, and its source's SHA-256. */
export const FEED_SCANNER_SOURCE = "${hash}";
export const FEED_SCANNER_WASM = [
${lines.map((line) => `  "${line}",`).join("\n")}
].join("");
`;
  if (!process.argv.includes("--check")) writeFileSync(target, text);
  else if (readFileSync(target, "utf8") !== text) {
    process.stderr.write(`"${target}" is not what "${source}" compiles to. Run "npm run wasm".\n`);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true });
}
