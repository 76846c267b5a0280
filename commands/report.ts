import { Failure } from "../errors/mod.ts";
import { report } from "../pipelines/report/report.ts";
import { reportText } from "../terminal/read/report_text.ts";
import type { Invocation } from "./call/invocation.ts";
import { outputFile } from "./call/output_file.ts";
import { openPlace } from "./call/place.ts";
import { printResult } from "./call/print_result.ts";
import { textOf } from "./call/text_of.ts";

/** `municlima report`: one HTML page about the newest merged table. */
export async function reportCommand(call: Invocation): Promise<void> {
  const { path, noClobber, out } = outputFile(call);
  if (path !== undefined && call.flags.site !== undefined)
    throw new Failure("usage", "--output and --site exclude each other. Leave one out.");
  const { data, settings } = await openPlace(call);
  const made = await report({
    data,
    settings,
    output: checked(path),
    noClobber,
    site: textOf(call.flags.site),
    staleAfterHours: call.flags.staleAfter as number | undefined,
    measures: (textOf(call.flags.measures) ?? "").split(/[\s,]+/).filter(Boolean),
  });
  printResult(made, () => reportText(made, out.screen), out);
}

/** The page takes the place of what is there: that must not be a table. */
function checked(path: string | undefined): string | undefined {
  if (path === undefined || /^\/dev\/|[^/]\.html?$/i.test(path)) return path;
  throw new Failure("usage", `--output is "${path}", not the path of an .html file.`);
}
