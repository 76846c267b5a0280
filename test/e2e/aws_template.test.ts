import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { smnHourly } from "../../configs/feeds/smn_hourly.ts";
import { measure } from "../../ops/metrics/measure.ts";
import { runEmfLine } from "../../ops/metrics/run_emf_line.ts";
import { athenaTables } from "../../pipelines/athena/athena_tables.ts";
import { tableInput } from "../../pipelines/athena/table_input.ts";
import { withDataFolder } from "../helpers/folders/data_folder.ts";
import { placeIn } from "../helpers/folders/place_in.ts";
import { snapshotAt } from "../helpers/folders/snapshot_at.ts";
import { worldAt } from "../helpers/world.ts";

type Statement = {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Condition?: unknown;
};
type Resource = {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  // biome-ignore lint/suspicious/noExplicitAny: properties are as many as Amazon has services
  readonly Properties: any;
};

const PATH = fileURLToPath(new URL("../../deploy/aws/municlima.template.json", import.meta.url));
const page = async (name: string) => await readFile(new URL(`../../${name}`, import.meta.url), "utf8");
const template: {
  readonly Parameters: Readonly<Record<string, { readonly Default?: unknown }>>;
  readonly Resources: Readonly<Record<string, Resource>>;
} = JSON.parse(await readFile(PATH, "utf8"));
const { Resources } = template;
const all = (type: string) => Object.values(Resources).filter(({ Type }) => Type === type);
const properties = (name: string) => Resources[name]?.Properties;
const statements: readonly Statement[] = all("AWS::IAM::Role").flatMap(({ Properties }) =>
  Properties.Policies.flatMap(
    (policy: { readonly PolicyDocument: { readonly Statement: Statement[] } }) =>
      policy.PolicyDocument.Statement,
  ),
);
const actionsOf = ({ Action }: Statement) => [Action].flat();

const hasLint = spawnSync("cfn-lint", ["--version"]).status === 0;
(hasLint ? test : test.skip)("the template for AWS is one that cfn-lint finds nothing wrong with", () => {
  const { status, stdout } = spawnSync("cfn-lint", [PATH], { encoding: "utf8" });
  assert.is(status, 0, stdout);
});

test("the template for AWS keeps every bucket versioned, encrypted, private, by TLS alone, and there when the stack goes", () => {
  const buckets = all("AWS::S3::Bucket");
  assert.is(buckets.length, 1);
  for (const { DeletionPolicy, Properties } of buckets) {
    assert.is(DeletionPolicy, "Retain");
    assert.is(Properties.VersioningConfiguration.Status, "Enabled");
    const [rule] = Properties.BucketEncryption.ServerSideEncryptionConfiguration;
    assert.is(rule.ServerSideEncryptionByDefault.SSEAlgorithm, "AES256");
    const blocked = Object.values(Properties.PublicAccessBlockConfiguration);
    assert.equal(blocked, [true, true, true, true]);
    const rules: readonly Readonly<Record<string, unknown>>[] = Properties.LifecycleConfiguration.Rules;
    assert.ok(rules.every(({ Status }) => Status === "Enabled"));
    for (const { ExpirationInDays, Prefix } of rules)
      if (ExpirationInDays !== undefined) assert.is(Prefix, "query-results/", "data goes by prune alone");
  }
  const policies = all("AWS::S3::BucketPolicy");
  const [{ Effect, Condition }] = policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
  assert.equal([Effect, Condition], ["Deny", { Bool: { "aws:SecureTransport": "false" } }]);
});

test("the template for AWS gives each role named actions on named resources, and the task those that the page says", async () => {
  for (const statement of statements) {
    assert.is(statement.Effect, "Allow");
    for (const action of actionsOf(statement)) assert.match(action, /^[a-z0-9]+:[A-Za-z]+$/);
    assert.not.equal([statement.Resource].flat(), ["*"]);
    if (actionsOf(statement).includes("iam:PassRole"))
      assert.equal(statement.Condition, {
        StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" },
      });
  }
  const ofTask = statements.filter((statement) =>
    actionsOf(statement).some((action) => action.startsWith("s3:")),
  );
  const [rights = ""] = /These\s+rights are enough:[\s\S]*?\n\n/.exec(await page("docs/scale.md")) ?? [];
  const told = [...rights.matchAll(/`(s3:\w+)`/g)].map(([, action]) => action);
  assert.equal(ofTask.flatMap(actionsOf).sort(), told.sort());
  const list = ofTask.find((statement) => actionsOf(statement).includes("s3:ListBucket"));
  assert.is(list?.Condition, undefined, "S3 answers 403 for what is not there to whom it may not list all");
});

test("the template for AWS starts a task without a writable root, lets nothing in, keeps logs for a time, and tries none again", () => {
  const [container] = properties("Task").ContainerDefinitions;
  assert.equal(
    [container.ReadonlyRootFilesystem, container.Command],
    [true, ["run", "--quiet", "--archive"]],
  );
  const environment = new Map<string, unknown>(
    container.Environment.map(({ Name, Value }: { readonly Name: string; readonly Value: unknown }) => [
      Name,
      Value,
    ]),
  );
  assert.is(environment.get("MUNICLIMA_LOG_FORMAT"), "emf");
  assert.not.match([...environment.keys()].join(), /SECRET|KEY|TOKEN|PASSWORD/);
  assert.is(properties("SecurityGroup").SecurityGroupIngress, undefined);
  assert.ok(properties("Logs").RetentionInDays);
  for (const { Properties } of all("AWS::Scheduler::Schedule"))
    assert.is(Properties.Target.RetryPolicy.MaximumRetryAttempts, 0);
});

test("the template for AWS has the image of this version", async () => {
  const { version } = JSON.parse(await page("package.json"));
  assert.is(template.Parameters.Image?.Default, `ghcr.io/municlima/municlima:${version}`);
});

test("the template for AWS watches metrics that a run tells of, under the names that it tells", async () => {
  await withDataFolder(async (folder) => {
    const world = worldAt("2026-11-01T09:00:00Z");
    await snapshotAt(folder, "2026-11-01T07:00:00Z", {});
    const { metrics } = await measure(placeIn(folder.settings()), world);
    const run = {
      command: "run",
      run_id: "1",
      feed: "smn-hourly",
      seconds: 1,
      exit_code: 0,
      now: world.now(),
    };
    const line = JSON.parse(runEmfLine(run, metrics));
    const [{ Namespace, Dimensions }] = line._aws.CloudWatchMetrics;
    const alarms = all("AWS::CloudWatch::Alarm").map(({ Properties }) => Properties);
    assert.equal(
      alarms.map(({ MetricName }) => MetricName),
      ["run_succeeded", "run_failed", "condition_stale", "quarantined_rows"],
    );
    for (const alarm of alarms) {
      assert.type(line[alarm.MetricName], "number");
      assert.is(alarm.Namespace, Namespace);
      const names = alarm.Dimensions.map(({ Name }: { readonly Name: string }) => Name);
      assert.equal([names], Dimensions);
    }
    assert.is(alarms[0].TreatMissingData, "breaching", "runs that do not begin tell nothing");
    const { widgets } = JSON.parse(properties("Dashboard").DashboardBody["Fn::Sub"]);
    const shown = widgets.flatMap(
      (widget: { readonly properties: { readonly metrics: readonly string[][] } }) =>
        widget.properties.metrics.map(([, name]) => name),
    );
    // Of a feed whose provider says when it was issued, and after a merge.
    const later = ["data_age_seconds_issued", "merged_towns"];
    for (const name of shown) assert.ok(name in line || later.includes(name), name);
  });
});

test("the template for AWS has the tables that athena register makes for the hourly feed", () => {
  const { tables } = athenaTables({
    feed: smnHourly,
    location: "s3://weather/hourly",
    first: "2026-01",
    now: new Date("2026-11-24T00:00:00Z"),
  });
  const made = all("AWS::Glue::Table").map(({ Properties }) => {
    const text = JSON.stringify(Properties.TableInput);
    // As CloudFormation fills it in.
    return JSON.parse(
      text.replace(/\{"Fn::Sub":("[^"]*")\}/g, (_, filled: string) =>
        filled.replace(/\$\{(?:(Bucket)|(Folder)|!(\w+))\}/g, (_, bucket, folder, plain) =>
          bucket ? "weather" : folder ? "hourly" : `\${${plain}}`,
        ),
      ),
    );
  });
  assert.equal(made, tables.map(tableInput));
});

test.run();
