import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A door before a server, which can be slammed: every connection through it is cut, and new ones are let in again. */
export type CuttingProxy = {
  readonly port: number;
  readonly cut: () => void;
  readonly close: () => Promise<void>;
};

/** Opens a door before the server at a port of this machine. */
export async function startCuttingProxy(to: number): Promise<CuttingProxy> {
  const open = new Set<Socket>();
  const cut = () => {
    for (const socket of open) socket.destroy();
    open.clear();
  };
  const server = createServer((socket) => {
    const onward = connect(to, "127.0.0.1");
    for (const end of [socket, onward]) {
      open.add(end);
      end.on("error", () => undefined);
    }
    socket.pipe(onward).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
