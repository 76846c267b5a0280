import type { Mutation } from "./mutation.ts";

/** The protections of data folders in buckets, of copies, and of folders that are copied. */
export const BUCKET_MUTATIONS: readonly Mutation[] = [
  {
    protection: "A bucket's object whose reply was lost is not taken for another run's",
    file: "store/objects/s3/s3_store.ts",
    from: 'return there !== undefined && writersIn(there).includes(writer) ? (there.get("etag") ?? "") : undefined;',
    to: "return there === undefined ? writer : undefined;",
    tests: "store/objects/s3",
  },
  {
    protection: "A line is added to an object in a bucket once, whoever adds another meanwhile",
    file: "store/objects/s3/s3_store.ts",
    from: "await put(name, bytes, condition, earlier)",
    to: "await put(name, bytes, condition, earlier.slice(0, 0))",
    tests: "store/objects/s3",
  },
  {
    protection: "Of many that remove an object in a bucket, one does",
    file: "store/objects/s3/s3_store.ts",
    from: "if (empty === undefined) return false;",
    to: "if (empty === undefined) return true;",
    tests: "store/objects/s3",
  },
  {
    protection: "What was damaged on its way from a bucket is not taken",
    file: "store/objects/s3/s3_store.ts",
    from: "if (sum !== undefined && sum !== found)",
    to: "if (sum === found && sum !== found)",
    tests: "store/objects/s3",
  },
  {
    protection: "A run in a bucket that wakes up late replaces no newer `current.csv`",
    file: "store/datasets/publish.ts",
    from: "(await objects.replace(CURRENT, current, { expected })) !== undefined;",
    to: "(await objects.replace(CURRENT, current)) !== undefined;",
    tests: "e2e/bucket",
  },
  {
    protection: "What another run may be about to make count is not taken back",
    file: "store/datasets/publish.ts",
    from: "if (sequence === before.sequence) await held.assertHeld();",
    to: "",
    tests: "store/datasets/publish",
  },
  {
    protection: "Folding the inventory loses no event that another run has added",
    file: "store/datasets/inventory.ts",
    from: "(await objects.replace(name, segmentText(file), { expected: segment.tag })) !== undefined;",
    to: "(await objects.replace(name, segmentText(file))) !== undefined;",
    tests: "store/datasets/inventory",
  },
  {
    protection: "A copy on this machine whose bytes were changed is none",
    file: "store/objects/local/file_cache.ts",
    from: "if (digest.sha256 === sha256) {",
    to: "if (digest.bytes >= 0) {",
    tests: "store/objects/local/file_cache",
  },
  {
    protection: "Room for copies is made of copies alone",
    file: "store/objects/local/file_cache.ts",
    from: ".filter((name) => HASH.test(name))",
    to: "",
    tests: "store/objects/local/file_cache",
  },
  {
    protection: "sync refuses a folder that has published something else",
    file: "pipelines/maintain/sync.ts",
    from: "if (own.sequence <= other.sequence && since?.chain === own.chain)",
    to: "if (own.sequence <= other.sequence && since !== undefined)",
    tests: "pipelines/maintain/sync",
  },
];
