import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { html, rawHtml } from "./html.ts";
import type { PageData } from "./page_data.ts";

/** The page's own program and looks, bundled. */
export type PageAssets = { readonly script: string; readonly style: string };

/**
 * Writes the whole report page: one HTML document that needs nothing else. Its policy lets one script run, known
 * by its hash, and no request leave. The data stands in it as base64 of gzip, so that no text of a feed is ever
 * HTML or script.
 *
 * @example
 * ```ts
 * await writeFile("report.html", reportPage(data, await bundlePage()));
 * ```
 */
export function reportPage(data: PageData, { script, style }: PageAssets): string {
  const hash = createHash("sha256").update(script).digest("base64");
  // Plot writes the styles of its marks into the page while it draws, and its legend is a picture in a data URL.
  const policy = `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`;
  const packed = gzipSync(JSON.stringify(data), { level: 9 }).toString("base64");
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="${data.program}">
<title>${data.feed.title.en} · municlima</title>
<style>${rawHtml(style, "style")}</style>
</head>
<body>
<noscript><p class="plain">Este informe necesita JavaScript, que viene dentro de la página. · This report needs JavaScript, which comes inside the page.</p></noscript>
<div id="page"></div>
<script type="application/octet-stream" id="data">${packed}</script>
<script>${rawHtml(script, "script")}</script>
</body>
</html>
`.html;
}
