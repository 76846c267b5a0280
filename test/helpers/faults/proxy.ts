import { request as ask, createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";

/** A small HTTP proxy that is real: it forwards plain requests and opens tunnels, and keeps what it was asked for. */
export type SmallProxy = {
  /** Such as "127.0.0.1:40123". */
  readonly host: string;
  /** As in "GET http://127.0.0.1:1/feed" or "CONNECT 127.0.0.1:1", oldest first. */
  readonly asked: string[];
  /** The credentials that came with each of them. */
  readonly credentials: (string | undefined)[];
  readonly close: () => Promise<void>;
};

export async function startProxy(): Promise<SmallProxy> {
  const asked: string[] = [];
  const credentials: (string | undefined)[] = [];
  const open = new Set<Socket>();
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    credentials.push(request.headers["proxy-authorization"]);
    const { "proxy-authorization": _, ...headers } = request.headers;
    const onward = ask(request.url ?? "", { method: request.method ?? "GET", headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.writeHead(502).end());
    request.pipe(onward);
  });
  server.on("connect", (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    credentials.push(request.headers["proxy-authorization"]);
    const [host, port] = (request.url ?? "").split(":");
    const onward = connect(Number(port), host ?? "", () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      onward.pipe(socket).pipe(onward);
    });
    for (const end of [onward, socket]) {
      end.on("error", () => {
        onward.destroy();
        socket.destroy();
      });
    }
  });
  // Of a socket that has become a tunnel the server knows nothing more.
  server.on("connection", (socket: Socket) => open.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    credentials,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
