import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { AwsClient } from "aws4fetch";

/** Why tests of S3 are skipped, where they are. */
export const NO_SERVER =
  "versitygw is not installed: go install github.com/versity/versitygw/cmd/versitygw@v1.8.0";

/** A real server of S3 on this machine, and a bucket in it. */
export type S3Server = {
  readonly endpoint: string;
  readonly bucket: string;
  /** The folder in which the server keeps the bucket's objects, each as a file of its name. */
  readonly folder: string;
  /** What whoever speaks to it has to know, as the environment of a process. */
  readonly environment: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
};

const ACCESS = "municlima-test-key";
const SECRET = "municlima-test-secret";

/** The server's program: on the path, or where Go puts what it builds. */
function program(): string | undefined {
  const folders = [
    ...(process.env.PATH ?? "").split(delimiter),
    process.env.GOBIN ?? "",
    join(homedir(), "go", "bin"),
  ];
  return folders
    .map((folder) => join(folder, "versitygw"))
    .find((path) => path.startsWith("/") && existsSync(path));
}

/** Whether there is a server that can be started. */
export const hasS3Server = program() !== undefined;

/** Starts a server with an empty bucket, in a folder of its own that goes with it. */
export async function startS3Server({ bucket = "weather" } = {}): Promise<S3Server> {
  const path = program();
  if (path === undefined) throw new Error(NO_SERVER);
  const root = await mkdtemp(join(tmpdir(), "municlima-s3-"));
  await mkdir(join(root, bucket));
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const server = spawn(path, ["--port", `127.0.0.1:${port}`, "--quiet", "posix", root], {
    env: { ROOT_ACCESS_KEY: ACCESS, ROOT_SECRET_KEY: SECRET, PATH: process.env.PATH ?? "" },
    stdio: "ignore",
  });
  await answers(endpoint, server);
  return {
    endpoint,
    bucket,
    folder: join(root, bucket),
    environment: {
      AWS_ACCESS_KEY_ID: ACCESS,
      AWS_SECRET_ACCESS_KEY: SECRET,
      AWS_REGION: "us-east-1",
      AWS_ENDPOINT_URL: endpoint,
    },
    close: async () => {
      const ended = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGKILL");
      await ended;
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Sends a request to a server, signed, and gives the reply: for what the program itself never does. */
export async function askS3({ endpoint }: Pick<S3Server, "endpoint">, path: string, init: RequestInit = {}) {
  const client = new AwsClient({
    accessKeyId: ACCESS,
    secretAccessKey: SECRET,
    service: "s3",
    region: "us-east-1",
  });
  return await client.fetch(`${endpoint}/${path}`, init);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answers(endpoint: string, server: ChildProcess): Promise<void> {
  for (let turn = 0; turn < 200; turn++) {
    if (server.exitCode !== null) throw new Error("versitygw ended at once");
    if (
      await fetch(endpoint).then(
        () => true,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("versitygw does not answer");
}
