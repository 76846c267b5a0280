import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CATALOG } from "../../configs/mod.ts";
import { runMeasured } from "../measure/run_measured.ts";
import { oursCommand } from "./ours_command.ts";

const MUNICIPALITIES = fileURLToPath(new URL("../../data/data_municipio", import.meta.url));

/** Makes a data folder with the municipality table in it, and ingests some feeds into it, one after the other. */
export async function dataFolder(path: string, feeds: readonly string[]): Promise<void> {
  await mkdir(path, { recursive: true });
  await cp(MUNICIPALITIES, join(path, CATALOG.municipalities.folder), { recursive: true });
  for (const feed of feeds) {
    const command = oursCommand("ingest", "--feed", "sample", "--from", feed, "--data-dir", path, "--quiet");
    await runMeasured(command, path);
  }
}
