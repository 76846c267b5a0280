import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** One ping as it came: "/key/start?rid=…", and its body. */
export type Ping = { readonly method: string; readonly path: string; readonly body: string };

/** A real server that takes pings as healthchecks does, on a free port of 127.0.0.1. */
export type PingServer = {
  readonly url: string;
  readonly pings: Ping[];
  readonly close: () => Promise<void>;
};

/** Starts one that answers with 200 unless it is told how, and does some work with it. */
export async function withPingServer(
  work: (server: PingServer) => Promise<void>,
  answer: (ping: Ping, response: ServerResponse) => void = (_, response) => response.end("OK"),
): Promise<void> {
  const pings: Ping[] = [];
  const server = createServer(async (request, response) => {
    const ping = { method: request.method ?? "", path: request.url ?? "", body: await text(request) };
    pings.push(ping);
    answer(ping, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  try {
    await work({ url: `http://127.0.0.1:${port}/key`, pings, close });
  } finally {
    await close();
  }
}
