import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

/** One scripted answer of a {@linkcode faultServer}. Without any field it is an empty 200. */
export type Answer = {
  readonly status?: number;
  /** Without `Transfer-Encoding` here, `Content-Length` is the body's true one unless given here. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  /** Sends this many bytes of the body, then cuts the connection. */
  readonly cutAfter?: number;
  /** Sends this many bytes of the body, then nothing more, and keeps the connection open. */
  readonly stallAfter?: number;
  /** Sends the body byte by byte, with a pause of this many milliseconds between them. */
  readonly trickleEvery?: number;
  /** Cuts ("cut") or resets ("reset") the connection, or says nothing at all ("silence"), unanswered. */
  readonly instead?: "cut" | "reset" | "silence";
};

/** What a {@linkcode faultServer} was asked. */
export type RecordedRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
};

export type FaultServer = {
  /** Such as "http://127.0.0.1:40123"; a path follows it. */
  readonly origin: string;
  /** Every request so far, oldest first. */
  readonly requests: RecordedRequest[];
  /** Cuts what is open and stops listening; closing twice does no harm. */
  readonly close: () => Promise<void>;
};

/**
 * A real HTTP server on a free port of 127.0.0.1 that answers as scripted. Each request for a path takes
 * the path's next answer; the last one is given again and again. A path without a script is a 404. With a
 * key and a certificate it speaks TLS.
 *
 * @example
 * ```ts
 * const server = await faultServer({ "/feed": [{ status: 503 }, { body: "[]" }] });
 * await fetch(`${server.origin}/feed`); // 503, and 200 from then on
 * await server.close();
 * ```
 */
export async function faultServer(
  scripts: Readonly<Record<string, readonly Answer[]>>,
  tls?: { readonly key: string; readonly cert: string },
): Promise<FaultServer> {
  const requests: RecordedRequest[] = [];
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? "";
    const script = scripts[path] ?? [{ status: 404 }];
    const turn = requests.filter((earlier) => earlier.path === path).length;
    requests.push({ method: request.method ?? "", path, headers: request.headers });
    void give(script[Math.min(turn, script.length - 1)] ?? {}, response);
  };
  const server = tls === undefined ? createServer(answer) : createTlsServer(tls, answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    origin: `${tls === undefined ? "http" : "https"}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function give(answer: Answer, response: ServerResponse): Promise<void> {
  const body = Buffer.from(answer.body ?? "");
  if (answer.instead === "cut") response.destroy();
  if (answer.instead === "reset") response.socket?.resetAndDestroy();
  if (answer.instead !== undefined) return;

  // Without keep-alive a Content-Length that is too large shows as an early end, not as a silence.
  const length =
    "Transfer-Encoding" in (answer.headers ?? {}) ? {} : { "Content-Length": String(body.length) };
  response.writeHead(answer.status ?? 200, { Connection: "close", ...length, ...answer.headers });
  response.flushHeaders();

  if (answer.trickleEvery !== undefined) {
    for (const byte of body) {
      if (response.destroyed) return;
      response.write(Buffer.of(byte));
      await delay(answer.trickleEvery);
    }
  }
  const sent = answer.cutAfter ?? answer.stallAfter;
  if (sent !== undefined) {
    response.write(body.subarray(0, sent), () => answer.cutAfter !== undefined && response.destroy());
    return;
  }
  response.end(answer.trickleEvery === undefined ? body : undefined);
}
