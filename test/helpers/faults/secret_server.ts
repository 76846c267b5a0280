import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export type SecretServer = {
  /** Such as "http://127.0.0.1:40123". */
  readonly origin: string;
  /** Every request so far: its path with the query, and its headers. */
  readonly requests: { readonly path: string; readonly headers: IncomingHttpHeaders }[];
  readonly close: () => Promise<void>;
};

/**
 * A real server that answers by the first part of the path, whatever follows it, and repeats in each answer what it was
 * asked: `/good…` with the body, `/down…` with 500, `/page…` with an HTML page, `/moved…` with a redirect to another
 * host, `/nowhere…` with one that is no URL, `/again…` with one to the same place, `/cut…` with half an answer.
 *
 * @example
 * ```ts
 * const server = await secretServer(json([tinyRow()]));
 * await fetch(`${server.origin}/good/4f1c/feed`);
 * ```
 */
export async function secretServer(body: Uint8Array): Promise<SecretServer> {
  const requests: SecretServer["requests"] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    requests.push({ path, headers: request.headers });
    const echo = `${path} ${Object.values(request.headers).join(" ")}`.replace(/[^\x20-\x7e]/g, "");
    const answer = (status: number, headers: Record<string, string>, content: Uint8Array | string) => {
      response.statusMessage = `Asked ${echo}`;
      response.writeHead(status, { Connection: "close", "Set-Cookie": echo, "X-Asked": echo, ...headers });
      response.end(content);
    };
    const name = /^\/([a-z]+)/.exec(path)?.[1];
    if (name === "good") return answer(200, {}, body);
    if (name === "page") return answer(200, {}, `<html>No feed for ${echo}</html>`);
    if (name === "moved") return answer(302, { Location: `http://me:word@localhost:9${path}` }, "");
    if (name === "nowhere") return answer(302, { Location: `http://[${path}` }, "");
    if (name === "again") return answer(302, { Location: path }, "");
    if (name === "cut")
      return response.socket?.write(`HTTP/1.1 200 ${path}\r\nX: `, () => response.destroy());
    return answer(500, { "Retry-After": path }, `{"error": "Asked ${echo}"}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
