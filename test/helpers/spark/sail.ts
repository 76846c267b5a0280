import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/** Why tests of Spark are skipped, where they are. */
export const NO_SAIL =
  'Sail is not installed: python3 -m venv ~/.cache/municlima/spark && ~/.cache/municlima/spark/bin/pip install "pysail==0.7.2"';

/** A real server of Spark Connect on this machine: Sail, which speaks Spark's protocol and SQL, and starts at once. */
export type SparkServer = {
  /** `sc://127.0.0.1:<port>`. */
  readonly address: string;
  readonly port: number;
  /** Ends it as a crash would, and waits until it is gone. */
  readonly close: () => Promise<void>;
};

/** The server's program: on the path, or where the gate puts it. */
function program(): string | undefined {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
  const folders = [...(process.env.PATH ?? "").split(delimiter), join(cache, "municlima", "spark", "bin")];
  return folders
    .map((folder) => join(folder, "sail"))
    .find((path) => path.startsWith("/") && existsSync(path));
}

/** Whether there is a server that can be started. */
export const hasSail = program() !== undefined;

/** Starts a server, on a port that it is given or any that is free. */
export async function startSail(port?: number): Promise<SparkServer> {
  const path = program();
  if (path === undefined) throw new Error(NO_SAIL);
  const at = port ?? (await freePort());
  const server = spawn(path, ["spark", "server", "--ip", "127.0.0.1", "--port", String(at)], {
    env: { PATH: process.env.PATH ?? "", HOME: homedir() },
    stdio: "ignore",
  });
  // It must not outlive the tests, however they end.
  const end = () => server.kill("SIGKILL");
  process.once("exit", end);
  await answers(at, server);
  return {
    address: `sc://127.0.0.1:${at}`,
    port: at,
    close: async () => {
      process.off("exit", end);
      if (server.exitCode !== null || server.signalCode !== null) return;
      const ended = new Promise((resolve) => server.once("exit", resolve));
      end();
      await ended;
    },
  };
}

/** A port that nothing listens at. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answers(port: number, server: ChildProcess): Promise<void> {
  for (let turn = 0; turn < 400; turn++) {
    if (server.exitCode !== null) throw new Error("Sail ended at once");
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => {
        socket.destroy();
        resolve(true);
      });
      socket.once("error", () => resolve(false));
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("Sail does not answer");
}
