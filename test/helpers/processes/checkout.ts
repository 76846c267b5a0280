import { cp, mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { withTemporaryFolder } from "../folders/temporary_folder.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const LEFT_OUT = ["node_modules", "data", "logs", "test", "bench"];

/** A copy of the project, with the same packages, in which nothing is compiled yet. */
export type Checkout = {
  readonly path: string;
  /** The file that Node is given to run the program. */
  readonly bin: string;
  /** Where the copy keeps what it compiles. */
  readonly cache: string;
  readonly edit: (file: string, from: string, to: string) => Promise<void>;
};

export async function withCheckout(work: (checkout: Checkout) => Promise<void>): Promise<void> {
  await withTemporaryFolder(async (path) => {
    const entries = (await readdir(ROOT)).filter((name) => !name.startsWith(".") && !LEFT_OUT.includes(name));
    for (const name of entries) await cp(join(ROOT, name), join(path, name), { recursive: true });
    await mkdir(join(path, "node_modules"));
    for (const name of await readdir(join(ROOT, "node_modules"))) {
      if (name !== ".cache")
        await symlink(join(ROOT, "node_modules", name), join(path, "node_modules", name));
    }
    const edit = async (file: string, from: string, to: string): Promise<void> => {
      const text = await readFile(join(path, file), "utf8");
      if (!text.includes(from)) throw new Error(`"${file}" holds no "${from}".`);
      await writeFile(join(path, file), text.replace(from, to));
    };
    await work({
      path,
      bin: join(path, "bin/municlima.js"),
      cache: join(path, "node_modules/.cache/municlima"),
      edit,
    });
  });
}
