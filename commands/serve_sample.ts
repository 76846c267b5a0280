import { once } from "node:events";
import { sample } from "../configs/feeds/sample.ts";
import { hourlyIssue, startSampleServer } from "../sample/mod.ts";
import type { Invocation } from "./call/invocation.ts";
import type { ServeSampleResult } from "./results/serve_sample_result.ts";

/** `municlima serve-sample`: serves the synthetic feed to this machine until it is stopped. */
export async function serveSampleCommand({ flags, output }: Invocation): Promise<void> {
  const port = Number(flags.port);
  const server = await startSampleServer({ port, issue: () => hourlyIssue(new Date()) });
  const { pathname } = new URL(sample.urls[0]);
  const url = new URL(pathname, server.url).href;
  const from = url === sample.urls[0] ? "" : ` --from ${url}`;
  output.tell(`Serving made-up weather at ${url} until Ctrl+C; a new model run every hour.\n`);
  output.tell(`Try it: ${output.screen.program} ingest --feed sample${from} --data-dir data/sample\n`);
  const result: ServeSampleResult = { schema_version: 1, command: "serve-sample", url };
  if (output.json) output.print(`${JSON.stringify(result)}\n`);
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  await server.close();
}
