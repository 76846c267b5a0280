import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Settings } from "../../../configs/mod.ts";

/** A data folder of its own for a test, with a municipality table unless it is taken out. */
export type DataFolder = {
  readonly path: string;
  /** Settings that work on it; what is not given is the default. */
  readonly settings: (more?: Partial<Settings>) => Settings;
  /** Puts a file into it. */
  readonly put: (path: string, content: string | Uint8Array) => Promise<string>;
  /** Every file in it but the logs, by its path, with its content. */
  readonly files: () => Promise<Record<string, string>>;
  readonly read: (path: string) => Promise<string>;
  readonly bytes: (path: string) => Promise<Uint8Array>;
};

export const MUNICIPALITIES = "data_municipio/20260101/data.csv";

/** Makes a data folder, does some work with it and takes it away again. */
export async function withDataFolder(work: (folder: DataFolder) => Promise<void>): Promise<void> {
  const path = await mkdtemp(join(tmpdir(), "municlima-"));
  const put: DataFolder["put"] = async (name, content) => {
    const file = join(path, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    return file;
  };
  const names = async () =>
    (await readdir(path, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
      .filter((name) => !name.startsWith("logs"))
      .sort();
  try {
    await put(MUNICIPALITIES, "Cve_Ent,Cve_Mun,Value\r\n19,1,700\r\n20,1,310\r\n20,54,540");
    await work({
      path,
      put,
      settings: (more) => ({
        dataDir: path,
        logDir: join(path, "logs"),
        cacheDir: join(path, "copies"),
        feed: "tiny",
        record: "last",
        // Feeds of tests have few towns.
        minTowns: 0,
        minJoined: 0,
        badRows: "fail",
        outOfRange: "keep",
        window: 2,
        windowBy: "hour",
        alertRules: "none",
        how: "inner",
        csvFormulas: "keep",
        engine: "local",
        remote: "none",
        retention: "none",
        wait: 0,
        attempts: 1,
        timeoutSeconds: 5,
        deadlineSeconds: 10,
        metricsFile: "none",
        pingUrl: "none",
        onFailure: "none",
        onStale: "none",
        onChange: "none",
        logFormat: "text",
        ...more,
      }),
      files: async () => {
        const contents: Record<string, string> = {};
        for (const name of await names()) contents[name] = await readFile(join(path, name), "utf8");
        return contents;
      },
      read: (name) => readFile(join(path, name), "utf8"),
      bytes: (name) => readFile(join(path, name)),
    });
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}
