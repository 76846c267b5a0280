import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { remoteOf } from "../../../engines/spark/remote.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { withTemporaryFolder } from "../../helpers/folders/temporary_folder.ts";

test("remoteOf() takes host, port and parameters apart, of which those that it does not know are headers", async () => {
  const { headers, ...plain } = await remoteOf("sc://spark.example", {});
  assert.equal(plain, {
    ...{ shown: "sc://spark.example:15002", host: "spark.example", port: 15_002 },
    ...{ tls: false, user: "municlima", token: undefined },
  });
  assert.is(headers.size, 0);
  const full = await remoteOf("sc://10.0.0.7:443/;use_ssl=true;user_id=ana%20l;X-Cluster=7%2Fa", {});
  assert.equal([full.host, full.port, full.tls, full.user], ["10.0.0.7", 443, true, "ana l"]);
  assert.equal([...full.headers], [["x-cluster", "7/a"]]);
  assert.is((await remoteOf("sc://[::1]:7", {})).host, "[::1]");
});

test("remoteOf() refuses what is no address of Spark", async () => {
  const wrong = [
    "",
    "spark",
    "http://a",
    "sc://",
    "sc://a b",
    "sc://a:0",
    "sc://a:65536",
    "sc://me@a",
    "sc://a:1?x=1",
  ];
  for (const address of wrong)
    await failsWith("usage", /^The address of Spark is not understood\. Use one such as "sc:/, () =>
      remoteOf(address, {}),
    );
  for (const address of ["sc://a/;x", "sc://a/;x=%0a", "sc://a/;x=%", "sc://a/;=1"])
    await failsWith("usage", /^A parameter of .*"sc:\/\/a:15002" is not understood/, () =>
      remoteOf(address, {}),
    );
  await failsWith("usage", /use_ssl of .* is "yes"\. Use true or false/, () =>
    remoteOf("sc://a/;use_ssl=yes", {}),
  );
});

test("remoteOf() takes a token from the environment or a file, and has it sent over TLS alone", async () => {
  await withTemporaryFolder(async (folder) => {
    const path = join(folder, "token");
    await writeFile(path, "hush-2\n");
    const from = [{ MUNICLIMA_SPARK_TOKEN: "hush-1" }, { MUNICLIMA_SPARK_TOKEN_FILE: path }];
    const remotes = await Promise.all(from.map((environment) => remoteOf("sc://a", environment)));
    assert.equal(
      remotes.map(({ token, tls }) => [token, tls]),
      [
        ["hush-1", true],
        ["hush-2", true],
      ],
    );
    const plain = { MUNICLIMA_SPARK_TOKEN: "hush-1" };
    await failsWith("usage", /^A token would go to "sc:\/\/a:15002" unencrypted/, () =>
      remoteOf("sc://a/;use_ssl=false", plain),
    );
    await failsWith("config", /^Cannot read ".*none", which MUNICLIMA_SPARK_TOKEN_FILE names: ENOENT/, () =>
      remoteOf("sc://a", { MUNICLIMA_SPARK_TOKEN_FILE: join(folder, "none") }),
    );
  });
});

test("remoteOf() never says a token", async () => {
  for (const address of ["sc://a/;token=hush", "sc://a/;Authorization=hush;x=1"]) {
    const { message } = await failsWith(
      "usage",
      /has a token in it.*Put it into MUNICLIMA_SPARK_TOKEN\.$/,
      () => remoteOf(address, {}),
    );
    assert.not.match(message, "hush");
  }
  const { message } = await failsWith(
    "config",
    /^The token of Spark in MUNICLIMA_SPARK_TOKEN is empty or/,
    () => remoteOf("sc://a", { MUNICLIMA_SPARK_TOKEN: "hush hush" }),
  );
  assert.not.match(message, "hush");
});

test.run();
