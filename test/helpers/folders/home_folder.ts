import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withTemporaryFolder } from "./temporary_folder.ts";

/** Does some work with a home folder that holds the folder "weather data" and the file "note one.txt". */
export async function withHome(work: (home: string) => Promise<void>): Promise<void> {
  await withTemporaryFolder(async (home) => {
    await mkdir(join(home, "weather data"));
    await writeFile(join(home, "note one.txt"), "");
    await work(home);
  });
}
