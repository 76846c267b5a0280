import { homedir, userInfo } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { fillIn } from "../../configs/fill_in.ts";
import { type Feed, SETTING_SPECS, type Settings } from "../../configs/mod.ts";
import { realEffects } from "../../io/effects.ts";
import type { Job, RunTime } from "../../ops/schedule/job.ts";
import { type Scheduler, unitOf } from "../../ops/schedule/unit_of.ts";
import manifest from "../../package.json" with { type: "json" };
import { writeOutput } from "../../pipelines/write_output.ts";
import { absolutePlace, isS3 } from "../../store/mod.ts";
import type { Invocation } from "../call/invocation.ts";
import { openPlace, type Place } from "../call/place.ts";
import { feedOf } from "../call/prepare.ts";
import { printResult, tellWarnings } from "../call/print_result.ts";
import { textOf } from "../call/text_of.ts";
import type { ScheduleResult } from "../results/schedule_result.ts";

/** What a proxy's address comes from. */
const PROXIES = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];
/** Where a system's programs are, besides Node's own folder. */
const SYSTEM_PATH = ["/usr/local/bin", "/usr/bin", "/bin"];

/** `municlima schedule <scheduler>`: the unit that calls `run` for this folder with these settings. */
export async function scheduleCommand(call: Invocation): Promise<void> {
  const { args, flags, output } = call;
  const scheduler = args[0] as Scheduler;
  const isContainer = scheduler === "kubernetes" || scheduler === "eventbridge";
  const place = await openPlace(call);
  const feed = await feedOf(place);
  const job: Job = {
    name: flags.name as string,
    start: start(),
    args: ["run", "--quiet", ...settingFlags(place, isContainer)],
    cwd: call.cwd,
    writes: foldersOf(place.settings),
    path: [...new Set([dirname(process.execPath), ...SYSTEM_PATH])].join(delimiter),
    user: userInfo().username,
    at: (flags.at as RunTime | undefined) ?? { minute: 15 },
    splay: Number(flags.splay),
    memory: (flags.memory as number | undefined) ?? 1024,
    image: (flags.image as string | undefined) ?? `ghcr.io/municlima/municlima:${manifest.version}`,
  };
  const files = unitOf(scheduler, job);
  const folder = textOf(flags.output);
  for (const { name, text } of folder === undefined ? [] : files)
    await writeOutput(
      join(folder as string, name),
      new TextEncoder().encode(text),
      place.settings,
      realEffects.files,
    );
  const result: ScheduleResult = {
    schema_version: 1,
    command: "schedule",
    scheduler,
    warnings: [
      ...missingVariables(feed, place, call, isContainer),
      ...(await missingFolders(scheduler, job, place)),
    ],
    units: files.map(({ name, text }) => ({
      name,
      path: folder === undefined ? null : join(folder, name),
      text,
    })),
  };
  // A unit is data: it is printed in a quiet call too.
  if (output.json) printResult(result, () => "", output);
  else {
    if (folder === undefined) output.print(files.map(({ text }) => text).join("\n"));
    else if (!output.quiet) output.print(result.units.map(({ path }) => `Wrote ${path}\n`).join(""));
    tellWarnings(result, output);
  }
}

/** What starts this program as it was started now. */
function start(): string[] {
  const [program, file = ""] = process.argv as [string, string?];
  if (!Reflect.has(globalThis, "Deno")) return [program, file];
  const config = join(dirname(file), "deno.json");
  return [process.execPath, "run", "--config", config, "--permission-set", file];
}

/** The folders of this machine that a run writes in. */
function foldersOf({ dataDir, logDir, cacheDir, metricsFile }: Settings): string[] {
  const places = [dataDir, logDir];
  const folders = places.filter((place) => !isS3(place));
  // Copies of what is in a bucket.
  if (folders.length < places.length) folders.push(cacheDir.replace(/^~(?=\/)/, homedir()));
  if (metricsFile !== "none") folders.push(dirname(metricsFile));
  return [...new Set(folders.map((folder) => resolve(folder)))];
}

/**
 * The flags that give a scheduled run the settings of this call. What `.env` and the file of settings say it reads for
 * itself, unless it is in a container, whose folders are its own. The URL of pings is as good as a secret.
 */
function settingFlags({ settings, origins }: Place, isContainer: boolean): string[] {
  const here = isContainer ? ["default"] : [".env", "municlima.config.json", "default"];
  return (Object.keys(SETTING_SPECS) as (keyof Settings)[]).flatMap((name) => {
    const isPlace = name === "dataDir" || name === "logDir" || name === "cacheDir";
    const isOwn = isPlace && isContainer && !isS3(settings[name]);
    if (here.includes(origins[name]) || isOwn || name === "pingUrl") return [];
    return [
      SETTING_SPECS[name].flag,
      isPlace && !settings[name].startsWith("~") ? absolutePlace(settings[name]) : String(settings[name]),
    ];
  });
}

/** What a feed needs of the environment and the scheduled run will not find there. */
function missingVariables(
  { name, urls, headers }: Feed,
  { origins, settings }: Place,
  { environment }: Pick<Invocation, "environment">,
  isContainer: boolean,
): string[] {
  const needed = new Set<string>();
  for (const text of [...urls, ...Object.values(headers)])
    fillIn(text, (variable) => {
      // A file is where it is, for a timer's run, too.
      if (!variable.startsWith("file:")) needed.add(variable);
      return "";
    });
  const where = isContainer ? "Give it to the container as a secret" : 'Write it into ".env" in this folder';
  const warnings = [...needed]
    .filter((variable) => isContainer || environment[variable] !== undefined)
    .map(
      (variable) =>
        `The feed "${name}" needs the variable ${variable}, which stands in no unit, as it may be a secret. ${where}.`,
    );
  const isGiven = ["flag", "environment", ...(isContainer ? [".env", "municlima.config.json"] : [])];
  if (isGiven.includes(origins.pingUrl))
    warnings.push(
      `The URL of pings stands in no unit, as whoever has it can ping. ${where} as MUNICLIMA_PING_URL.`,
    );
  const [ofAws, ...moreOfAws] = Object.keys(environment).filter((variable) => variable.startsWith("AWS_"));
  if (isS3(settings.dataDir) && ofAws !== undefined)
    warnings.push(
      `${ofAws} and ${moreOfAws.length} more of AWS are set here and stand in no unit. ${where}, or give the machine a role.`,
    );
  const proxy = PROXIES.find((variable) => (environment[variable] ?? "") !== "");
  if (proxy !== undefined)
    warnings.push(
      `${proxy} is set here and stands in no unit, as it may hold a password. Give it to the scheduler, too.`,
    );
  return warnings;
}

/** The folders and files that the unit relies on and that are not there. */
async function missingFolders(
  scheduler: Scheduler,
  { writes }: Pick<Job, "writes">,
  { settings }: Place,
): Promise<string[]> {
  if (scheduler === "kubernetes" || scheduler === "eventbridge")
    return settings.feed.endsWith(".json")
      ? [`The feed's description "${settings.feed}" is not in the image. Mount it there, at this path.`]
      : [];
  if (scheduler !== "systemd") return [];
  const missing: string[] = [];
  for (const folder of writes)
    await realEffects.files.access(folder).catch(() => {
      missing.push(folder);
    });
  return missing.map(
    (folder) =>
      `The folder "${folder}" is not there, and systemd starts no service without it. Run "mkdir -p ${folder}" first.`,
  );
}
