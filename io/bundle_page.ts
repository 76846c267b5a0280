import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Failure } from "../errors/mod.ts";

const ENTRY = join("reports", "page", "main.ts");
/** What a package has in place of the sources: package/build.js makes it. */
const BUNDLED = join("dist", "page");

/**
 * Bundles the program that runs in a report page, and the libraries that draw in it, into one script and one
 * style: the page loads nothing. A package brings them as they are.
 *
 * @throws {Failure} `config` when a part of the installation is missing
 *
 * @example
 * ```ts
 * const { script, style } = await bundlePage();
 * ```
 */
export async function bundlePage(): Promise<{ script: string; style: string }> {
  try {
    const folder = rootFolder();
    if (!existsSync(join(folder, ENTRY))) {
      const [script, style] = await Promise.all(
        ["page.js", "page.css"].map((name) => readFile(join(folder, BUNDLED, name), "utf8")),
      );
      return { script: script ?? "", style: style ?? "" };
    }
    // A CommonJS package: only as its default does it come whole, compiled or not.
    const { default: esbuild } = await import("esbuild");
    const { outputFiles } = await esbuild.build({
      absWorkingDir: folder,
      entryPoints: [ENTRY],
      outdir: "page",
      write: false,
      bundle: true,
      minify: true,
      format: "iife",
      platform: "browser",
      target: "es2022",
      charset: "utf8",
      legalComments: "none",
      logLevel: "silent",
    });
    const textOf = (suffix: string) => outputFiles.find(({ path }) => path.endsWith(suffix))?.text ?? "";
    return { script: textOf(".js"), style: textOf(".css") };
  } catch (cause) {
    const why = (cause as Error).message.replace(/\s+/g, " ");
    const message = `Cannot bundle the report's page: ${why}. Run "npm ci" where municlima is installed.`;
    throw new Failure("config", message, { cause });
  }
}

/** The folder of the checkout or the package: this module may run from its compiled form, some folders below. */
function rootFolder(): string {
  const isRoot = (folder: string) => [ENTRY, BUNDLED].some((path) => existsSync(join(folder, path)));
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!isRoot(folder) && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
}
