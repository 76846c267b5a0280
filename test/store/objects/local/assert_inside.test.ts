import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import { localStore, realFileSystem } from "../../../../store/objects/mod.ts";
import { failsWith } from "../../../helpers/fails_with.ts";
import { withTemporaryFolder } from "../../../helpers/folders/temporary_folder.ts";

const PREFIXES = ["snapshots/", "raw/", "archive/snapshots/"];

test("sweep() refuses a folder that is a link to a place outside of the store", async () => {
  const places = [
    "snapshots",
    "raw",
    "snapshots/month=2026-11",
    "snapshots/a/b",
    "archive",
    "archive/snapshots",
  ];
  for (const name of places) {
    await withTemporaryFolder(async (folder) => {
      // A name that begins like the store's own folder is outside of it all the same.
      const [data, outside] = [join(folder, "data"), join(folder, "data_of_others")];
      await mkdir(outside);
      await mkdir(join(data, name, ".."), { recursive: true });
      await symlink(outside, join(data, name));
      const message =
        /^"[^"]+\/data\/[^"]+" leads to "[^"]+data_of_others(\/\w+)?", outside of the data folder\. Put a folder there, or use another data folder\.$/;
      await failsWith("config", message, () => localStore(data).sweep(PREFIXES));
      await localStore(data).sweep(["towns/"]);
    });
  }
});

test("sweep() takes links within the store, a store that is a link, and one that is not there", async () => {
  await withTemporaryFolder(async (folder) => {
    await mkdir(join(folder, "real/elsewhere"), { recursive: true });
    await mkdir(join(folder, "outside"));
    await symlink(join(folder, "real/elsewhere"), join(folder, "real/raw"));
    await symlink(join(folder, "outside"), join(folder, "real/towns"));
    await symlink(join(folder, "real"), join(folder, "data"));
    await localStore(join(folder, "data")).sweep(PREFIXES);
    await localStore(join(folder, "nowhere")).sweep(PREFIXES);
  });
});

test("sweep() says which folder cannot be looked at", async () => {
  await withTemporaryFolder(async (folder) => {
    await mkdir(join(folder, "raw"));
    const realpath = (async (path: unknown) => {
      if (String(path).endsWith("raw")) throw Object.assign(new Error("EACCES: denied"), { code: "EACCES" });
      return String(path);
    }) as typeof realFileSystem.realpath;
    const objects = localStore(folder, { ...realFileSystem, realpath });
    await failsWith("io", /^Cannot look at "[^"]+\/raw": EACCES: denied\. Check its permissions\.$/, () =>
      objects.sweep(PREFIXES),
    );
  });
});

test.run();
