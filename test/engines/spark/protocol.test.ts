import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import protobuf from "protobufjs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { PROTOCOL } from "../../../engines/spark/protocol.ts";
import { withTemporaryFolder } from "../../helpers/folders/temporary_folder.ts";

/** Where the gate puts the jar in which Spark has its protocol. */
const FOLDER = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "municlima", "spark", "jars");
const jar = existsSync(FOLDER)
  ? readdirSync(FOLDER).find((name) => /^spark-connect_.*\.jar$/.test(name))
  : undefined;

/** Every field, value of an enum and message below a namespace, by its full name, with what it is on the wire. */
function elements(root: protobuf.NamespaceBase): Map<string, string> {
  const found = new Map<string, string>();
  for (const each of root.nestedArray) {
    if (each instanceof protobuf.Type)
      for (const field of each.fieldsArray) {
        const { id, type, repeated, map, partOf, resolvedType } = field.resolve();
        const of = [id, resolvedType?.fullName ?? type, repeated, map, partOf?.name ?? ""];
        found.set(`${each.fullName}.${field.name}`, of.join());
      }
    if (each instanceof protobuf.Enum)
      for (const [name, value] of Object.entries(each.values))
        found.set(`${each.fullName}.${name}`, String(value));
    if (each instanceof protobuf.Namespace) for (const [name, wire] of elements(each)) found.set(name, wire);
  }
  return found;
}

if (jar !== undefined) {
  test("PROTOCOL agrees in every field with what Spark's own jar has", async () => {
    await withTemporaryFolder(async (folder) => {
      execFileSync("unzip", ["-q", join(FOLDER, jar), "spark/connect/*.proto", "-d", folder]);
      const root = new protobuf.Root();
      root.resolvePath = (_, target) => (target.startsWith("google/") ? target : join(folder, target));
      const theirs = elements(root.loadSync("spark/connect/base.proto", { keepCase: true }).resolveAll());
      const ours = elements(protobuf.parse(PROTOCOL, { keepCase: true }).root.resolveAll());
      assert.ok(ours.size > 80, `${ours.size} elements`);
      for (const [name, wire] of ours) assert.is(wire, theirs.get(name), name);
    });
  });
} else
  test.skip(
    `Spark's jar is not there: mvn dependency:copy -Dartifact=org.apache.spark:spark-connect_2.13:4.2.0 -DoutputDirectory=${FOLDER}`,
  );

test.run();
