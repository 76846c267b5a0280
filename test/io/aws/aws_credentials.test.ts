import { writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { awsCredentials } from "../../../io/aws/aws_credentials.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { withTemporaryFolder } from "../../helpers/folders/temporary_folder.ts";

const NOWHERE = { HOME: "/nowhere", AWS_EC2_METADATA_DISABLED: "true" };
const real = (now: () => Date = () => new Date()) => ({
  now,
  fetch: (url: string, init: RequestInit) => fetch(url, init),
});

/** Does some work with a server on this machine. */
async function withServer(answer: RequestListener, work: (origin: string) => Promise<void>): Promise<void> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

test("awsCredentials() takes those of the environment first, and a profile's else", async () => {
  await withTemporaryFolder(async (folder) => {
    const [config, file] = [join(folder, "config"), join(folder, "credentials")];
    await writeFile(
      config,
      "[default]\nregion = eu-west-1\naws_access_key_id = other\n[profile mine]\nregion=x\n",
    );
    await writeFile(
      file,
      "# mine\n[default]\naws_access_key_id=a\naws_secret_access_key=b\n\n[ mine ]\naws_access_key_id = c\naws_secret_access_key = d=e\naws_session_token = f\n",
    );
    const files = { ...NOWHERE, AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: file };
    assert.equal(await awsCredentials(files)(), { accessKeyId: "a", secretAccessKey: "b" });
    assert.equal(await awsCredentials({ ...files, AWS_PROFILE: "mine" })(), {
      accessKeyId: "c",
      secretAccessKey: "d=e",
      sessionToken: "f",
    });
    const environment = {
      ...files,
      AWS_ACCESS_KEY_ID: "g",
      AWS_SECRET_ACCESS_KEY: "h",
      AWS_SESSION_TOKEN: "i",
    };
    assert.equal(await awsCredentials(environment)(), {
      accessKeyId: "g",
      secretAccessKey: "h",
      sessionToken: "i",
    });
  });
});

test("awsCredentials() asks a container's endpoint with its token, and again in time before they expire", async () => {
  let now = new Date("2026-11-24T14:00:00Z");
  const asked: (string | undefined)[] = [];
  await withServer(
    (request, response) => {
      asked.push(request.headers.authorization);
      const Expiration = new Date(now.getTime() + 3_600_000).toISOString();
      response.end(
        JSON.stringify({ AccessKeyId: `key${asked.length}`, SecretAccessKey: "s", Token: "t", Expiration }),
      );
    },
    async (origin) => {
      const environment = {
        ...NOWHERE,
        AWS_CONTAINER_CREDENTIALS_FULL_URI: `${origin}/role`,
        AWS_CONTAINER_AUTHORIZATION_TOKEN: "word",
      };
      const credentials = awsCredentials(
        environment,
        real(() => now),
      );
      const keys = [(await credentials()).accessKeyId, (await credentials()).accessKeyId];
      now = new Date("2026-11-24T14:56:00Z");
      keys.push((await credentials()).accessKeyId);
      assert.equal(keys, ["key1", "key1", "key2"]);
      assert.equal(asked, ["word", "word"]);
    },
  );
});

test("awsCredentials() asks an instance's endpoint in its second version", async () => {
  await withServer(
    (request, response) => {
      const { method, url, headers } = request;
      if (method === "PUT" && url === "/latest/api/token") return response.end("session");
      if (headers["x-aws-ec2-metadata-token"] !== "session") return response.writeHead(401).end();
      if (url?.endsWith("/security-credentials/")) return response.end("weather-role\n");
      return response.end(JSON.stringify({ AccessKeyId: "key", SecretAccessKey: "s", Token: "t" }));
    },
    async (origin) => {
      const environment = { HOME: "/nowhere", AWS_EC2_METADATA_SERVICE_ENDPOINT: origin };
      assert.is((await awsCredentials(environment)()).accessKeyId, "key");
    },
  );
});

test("awsCredentials() says in one line that there are none, or that an endpoint refuses them, and shows no secret", async () => {
  await failsWith("permission", /^Found no AWS credentials\. Set AWS_ACCESS_KEY_ID/, awsCredentials(NOWHERE));
  await withServer(
    (_, response) => response.writeHead(200).end('{"SecretAccessKey":"hush'),
    async (origin) => {
      const environment = { ...NOWHERE, AWS_CONTAINER_CREDENTIALS_FULL_URI: origin };
      const error = await awsCredentials(environment)().catch((error: Error) => error);
      assert.match(
        String(error),
        "The container's endpoint for AWS credentials answers with no credentials.",
      );
      assert.not.match(`${error} ${(error as Error).cause}`, "hush");
    },
  );
});

test.run();
