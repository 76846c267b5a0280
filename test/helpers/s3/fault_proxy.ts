import { request as ask, createServer, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** What goes wrong with a request on its way, or with its reply. */
export const FAULTS = [
  "drop the request",
  "drop the reply",
  "cut the reply short",
  "delay the request",
  "double the request",
  "500 before",
  "500 after",
  "503 before",
  "503 after",
] as const;
export type Fault = (typeof FAULTS)[number];

/** A request that went through the proxy. */
export type Seen = {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly sent: number;
  /** Bytes of the reply's body. */
  received: number;
  status: number;
};

/** A proxy between the program and a server of S3: real, on this machine, and as faulty as it is told to be. */
export type FaultProxy = {
  readonly endpoint: string;
  /** Every request, oldest first. */
  readonly seen: Seen[];
  /** How often each fault happened. */
  readonly faults: Map<Fault, number>;
  readonly close: () => Promise<void>;
};

/**
 * Starts a proxy.
 *
 * @param faultOf what goes wrong with a request, by its number from 1; nothing unless given
 * @param around called before a request goes on, and after its reply came: what it waits for holds the request up
 */
export async function startFaultProxy(
  target: string,
  faultOf: (number: number, request: IncomingMessage) => Fault | undefined = () => undefined,
  around: (when: "before" | "after", number: number) => Promise<void> = async () => undefined,
): Promise<FaultProxy> {
  const seen: Seen[] = [];
  const faults = new Map<Fault, number>();
  const open = new Set<Socket>();
  const host = new URL(target);
  const forward = async (request: IncomingMessage, body: Buffer) =>
    await new Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
      const onward = ask(
        {
          host: host.hostname,
          port: host.port,
          method: request.method,
          path: request.url,
          headers: { ...request.headers, connection: "close" },
        },
        async (reply) => {
          const pieces: Buffer[] = [];
          for await (const piece of reply) pieces.push(piece);
          resolve({ status: reply.statusCode ?? 502, headers: reply.headers, body: Buffer.concat(pieces) });
        },
      );
      onward.on("error", reject);
      onward.end(body);
    });
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const body = Buffer.concat(pieces);
    const { method = "", url = "", headers } = request;
    const entry: Seen = { method, url, headers, sent: body.length, received: 0, status: 0 };
    const number = seen.push(entry);
    const fault = faultOf(number, request);
    if (fault !== undefined) faults.set(fault, (faults.get(fault) ?? 0) + 1);
    await around("before", number);
    if (fault === "drop the request") return request.socket.destroy();
    if (fault === "500 before" || fault === "503 before") return refuse(Number(fault.slice(0, 3)));
    if (fault === "delay the request") await new Promise((resolve) => setTimeout(resolve, 120));
    const first = await forward(request, body);
    const reply = fault === "double the request" ? await forward(request, body) : first;
    await around("after", number);
    entry.status = reply.status;
    entry.received = reply.body.length;
    if (fault === "drop the reply") return request.socket.destroy();
    if (fault === "500 after" || fault === "503 after") return refuse(Number(fault.slice(0, 3)));
    response.writeHead(reply.status, { ...reply.headers, connection: "close" });
    if (fault !== "cut the reply short") return response.end(reply.body);
    response.write(reply.body.subarray(0, Math.floor(reply.body.length / 2)), () => request.socket.destroy());
    return undefined;

    function refuse(status: number) {
      const code = status === 503 ? "SlowDown" : "InternalError";
      response.writeHead(status, { "content-type": "application/xml", connection: "close" });
      return response.end(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`);
    }
  });
  server.on("connection", (socket: Socket) => open.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    faults,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
