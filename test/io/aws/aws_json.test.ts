import { test } from "uvu";
import * as assert from "uvu/assert";
import { awsJson } from "../../../io/aws/aws_json.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { type Answer, faultServer } from "../../helpers/faults/fault_server.ts";

const SECRET = "municlima-test-secret";
const atOnce = { sleep: async () => undefined, random: () => 0.5 };

/** Gives what asks a server that answers as scripted, and what it was asked. */
async function asked(
  answers: readonly Answer[],
  work: (ask: ReturnType<typeof awsJson>, count: () => number) => Promise<void>,
) {
  const server = await faultServer({ "/": answers });
  try {
    const environment = {
      AWS_ACCESS_KEY_ID: "key",
      AWS_SECRET_ACCESS_KEY: SECRET,
      AWS_ENDPOINT_URL: "http://127.0.0.1:1",
      AWS_ENDPOINT_URL_GLUE: server.origin,
    };
    await work(awsJson("glue", environment, atOnce), () => server.requests.length);
    const [first] = server.requests;
    assert.is(first?.headers["x-amz-target"], "AWSGlue.GetTable");
    assert.match(
      String(first?.headers.authorization),
      /^AWS4-HMAC-SHA256 Credential=key\/\d{8}\/us-east-1\/glue\//,
    );
    assert.not.match(JSON.stringify(server.requests), SECRET);
  } finally {
    await server.close();
  }
}

const refusal = (type: string, message = "No.", status = 400): Answer => ({
  status,
  body: JSON.stringify({ __type: `com.amazonaws.glue#${type}`, message }),
});

test("awsJson() signs what it sends, and asks again when it is told to wait, the server fails or a reply is lost", async () => {
  const faults = [refusal("ThrottlingException"), { status: 503 }, { instead: "reset" as const }];
  await asked([...faults, { body: '{"Table":{"Name":"snapshots"}}' }], async (ask, count) => {
    assert.equal(await ask("GetTable", { Name: "snapshots" }), { Table: { Name: "snapshots" } });
    assert.is(count(), 4);
  });
});

test("awsJson() gives up after six attempts, and says why", async () => {
  await asked([{ status: 500 }], async (ask, count) => {
    await failsWith("io", /^Glue does not do "GetTable": 500\. Run again\.$/, () => ask("GetTable", {}));
    assert.is(count(), 6);
  });
});

test("awsJson() takes an expected error for an answer, and no other one", async () => {
  await asked([refusal("EntityNotFoundException")], async (ask) => {
    const answer = await ask("GetTable", {}, ["EntityNotFoundException"]);
    assert.equal(answer, { error: "EntityNotFoundException" });
    await failsWith("usage", /EntityNotFoundException: No\.$/, () => ask("GetTable", {}, ["Other"]));
  });
});

test("awsJson() says whether the credentials are wrong, or lack a right", async () => {
  await asked(
    [refusal("UnrecognizedClientException"), refusal("AccessDeniedException", "not\nallowed")],
    async (ask) => {
      await failsWith(
        "permission",
        /refuses the credentials \(UnrecognizedClientException\)\. Check AWS_/,
        () => ask("GetTable", {}),
      );
      await failsWith(
        "permission",
        /AccessDeniedException: not allowed\. Give these credentials the right/,
        () => ask("GetTable", {}),
      );
    },
  );
});

test("awsJson() refuses an endpoint that is no URL, without printing it", async () => {
  const ask = awsJson("glue", {
    AWS_ACCESS_KEY_ID: "key",
    AWS_SECRET_ACCESS_KEY: SECRET,
    AWS_ENDPOINT_URL: "http://u:pw@host",
  });
  await failsWith("config", /^AWS_ENDPOINT_URL is not the URL of a server\. Set one such as/, () =>
    ask("GetTable", {}),
  );
});

test.run();
