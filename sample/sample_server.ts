import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { sample } from "../configs/feeds/sample.ts";
import { Failure } from "../errors/mod.ts";
import { type Answer, send, unlessKnown, words } from "./_answer.ts";
import type { Issue } from "./hourly_issue.ts";
import { sampleBody } from "./sample_body.ts";
import { sampleFeed } from "./sample_feed.ts";
import type { SampleTown } from "./sample_towns.ts";

const HOST = "127.0.0.1";
const FEED_PATH = new URL(sample.urls[0]).pathname;
const ABOUT = `municlima's synthetic feed: made-up weather in the shape of Mexico's municipal forecast by the hour.
The feed is at ${FEED_PATH}.
To take it in, run: municlima ingest --feed sample`;

/** A server that listens until it is closed. */
export type SampleServer = {
  /** Where it listens, such as "http://127.0.0.1:8317". */
  readonly url: string;
  /** Cuts open connections and stops listening. */
  readonly close: () => Promise<void>;
};

/**
 * Serves the synthetic feed over HTTP, to this machine only: `/sample.json.gz`, with `ETag`, `Last-Modified`
 * and 304 on `If-None-Match`, and a few words at `/`. `issue` is asked on every request for the feed; the body
 * of an issue is made at its first request, which for all towns takes a second or two, and kept until another
 * issue is asked for.
 *
 * Port 0 takes any free port. `towns` are all of the feed's by default.
 *
 * @throws {Failure} `cannot-create` where it cannot listen on `port`.
 *
 * @example
 * ```ts
 * const server = await startSampleServer({ port: 8317, issue: () => hourlyIssue(new Date()) });
 * server.url; // "http://127.0.0.1:8317"
 * ```
 */
export async function startSampleServer(options: {
  readonly port: number;
  readonly issue: () => Issue;
  readonly towns?: readonly SampleTown[];
}): Promise<SampleServer> {
  let kept: { readonly hloc: string; readonly etag: string; readonly answer: Answer } | undefined;
  const server = createServer((request, response) => {
    const [path] = (request.url ?? "/").split("?");
    if (request.method !== "GET" && request.method !== "HEAD") {
      const refusal = words(405, "Only GET and HEAD are answered here.");
      send(response, { ...refusal, headers: { ...refusal.headers, Allow: "GET, HEAD" } });
    } else if (path === "/") {
      send(response, words(200, ABOUT));
    } else if (path !== FEED_PATH) {
      send(response, words(404, `Nothing is here. The feed is at ${FEED_PATH}.`));
    } else {
      const issue = options.issue();
      if (kept?.hloc !== issue.hloc) kept = { hloc: issue.hloc, ...feedAnswer(issue, options.towns) };
      send(response, unlessKnown(request, kept.etag, kept.answer));
    }
  });

  server.listen(options.port, HOST);
  try {
    await once(server, "listening");
  } catch (cause) {
    const inUse = (cause as NodeJS.ErrnoException).code === "EADDRINUSE";
    const reason = inUse ? "another program is using it" : (cause as Error).message;
    const message = `Cannot listen on port ${options.port} of ${HOST}: ${reason}. Pass another "--port".`;
    throw new Failure("cannot-create", message, { cause });
  }
  return {
    url: `http://${HOST}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function feedAnswer(issue: Issue, towns?: readonly SampleTown[]): { etag: string; answer: Answer } {
  const text = sampleFeed({ issue: issue.hloc, ...(towns && { towns }) });
  const body = sampleBody(text, { modifiedAt: issue.publishedAt });
  const etag = `"${createHash("sha256").update(body).digest("hex")}"`;
  const headers = {
    "Content-Type": "application/octet-stream",
    ETag: etag,
    "Last-Modified": issue.publishedAt.toUTCString(),
  };
  return { etag, answer: { status: 200, headers, body } };
}
