import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { feedJsonSchema } from "../configs/description/feed_json_schema.ts";

// `npm run feed-schema` writes the JSON Schema of a feed's description out of what the program takes.

const ADDRESS = "https://raw.githubusercontent.com/municlima/municlima/main/docs/feed.schema.json";

await writeFile(
  fileURLToPath(new URL("feed.schema.json", import.meta.url)),
  `${JSON.stringify(feedJsonSchema(ADDRESS), undefined, 2)}\n`,
);
