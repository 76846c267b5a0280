import type { IncomingMessage, ServerResponse } from "node:http";

/** What the sample server answers to one request. */
export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
};

/** An answer in plain text. */
export function words(status: number, text: string): Answer {
  return { status, headers: { "Content-Type": "text/plain; charset=utf-8" }, body: `${text}\n` };
}

/** The answer to a request that may have it already: status 304 where the request names `etag` as known. */
export function unlessKnown(request: IncomingMessage, etag: string, answer: Answer): Answer {
  // Compared weakly, as RFC 9110, section 13.1.2 asks for.
  const known = (request.headers["if-none-match"] ?? "")
    .split(",")
    .map((tag) => tag.trim().replace(/^W\//, ""));
  return known.includes("*") || known.includes(etag) ? { ...answer, status: 304 } : answer;
}

/** Sends an answer, marked as synthetic. Node itself leaves out the body of a 304, and of any answer to HEAD. */
export function send(response: ServerResponse, { status, headers, body }: Answer): void {
  const length = Buffer.byteLength(body);
  response.writeHead(status, { ...headers, "Content-Length": length, "X-Municlima-Synthetic": "true" });
  response.end(body);
}
