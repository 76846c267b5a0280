import { once } from "node:events";
import { Failure } from "../errors/mod.ts";
import { hourlyIssue, startSampleServer } from "../sample/mod.ts";
import type { Invocation } from "./invocation.ts";

/** `municlima serve-sample`: serves the synthetic feed to this machine until it is stopped. */
export async function serveSampleCommand({ flags, output }: Invocation): Promise<void> {
  const port = Number(flags.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Failure("usage", `"--port" takes a whole number from 0 to 65535, not "${flags.port}".`);
  }
  const server = await startSampleServer({ port, issue: () => hourlyIssue(new Date()) });
  const url = `${server.url}/sample.json.gz`;
  output.tell(`Serving made-up weather at ${url} until Ctrl+C; a new model run every hour.\n`);
  output.tell(`Try it: ${output.screen.program} ingest --feed sample --data-dir data/sample\n`);
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  await server.close();
}
