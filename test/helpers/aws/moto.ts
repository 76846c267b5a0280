import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";

/** Why tests of Amazon's services are skipped, where they are. */
export const NO_MOTO = "moto is not installed: pip install 'moto[server]==5.2.1'";

/** Whether there is a stand-in for Amazon's services: it keeps what it is told, and proves nothing of SQL. */
export const hasMoto = canStart();

/** The stand-in, on this machine. */
export type Moto = {
  readonly endpoint: string;
  /** What whoever speaks to it has to know, as the environment of a process. */
  readonly environment: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
};

/** Starts a stand-in that knows nothing yet. */
export async function startMoto(): Promise<Moto> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const server = spawn("moto_server", ["-H", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
  const ended = once(server, "exit");
  for (let turn = 0; turn < 600; turn++) {
    if (server.exitCode !== null) throw new Error("moto ended at once");
    if (await fetch(`${endpoint}/moto-api/`).catch(() => undefined)) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    endpoint,
    environment: {
      AWS_ACCESS_KEY_ID: "municlima-test-key",
      AWS_SECRET_ACCESS_KEY: "municlima-test-secret",
      AWS_REGION: "us-east-1",
      AWS_ENDPOINT_URL: endpoint,
    },
    close: async () => {
      server.kill("SIGKILL");
      await ended;
    },
  };
}

function canStart(): boolean {
  try {
    execFileSync("moto_server", ["--help"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
