import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type CompletedConfig,
  createFormatter,
  createParser,
  createProgram,
  DEFAULT_CONFIG,
  SchemaGenerator,
} from "ts-json-schema-generator";
import { inferredTypeParser } from "./_inferred_type_parser.ts";

// `npm run json-schemas` writes the JSON Schema of each command's `--json` out of the types of the results; with --check
// it says which of them is not as it should be, and writes nothing.

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const FOLDER = "docs/json";
const ENDING = ".schema.json";
const ADDRESS = `https://raw.githubusercontent.com/municlima/municlima/main/${FOLDER}`;

const isCheck = process.argv.includes("--check");
const texts = schemaTexts();
const found = (await readdir(join(ROOT, FOLDER))).filter((name) => name.endsWith(ENDING));
for (const name of new Set([...texts.keys(), ...found])) {
  const path = join(ROOT, FOLDER, name);
  const text = texts.get(name);
  if ((await readFile(path, "utf8").catch(() => undefined)) === text) continue;
  if (isCheck) {
    process.stderr.write(`"${FOLDER}/${name}" is not what the types tell. Run "npm run json-schemas".\n`);
    process.exitCode = 1;
  } else if (text === undefined) await rm(path);
  else await writeFile(path, text);
}

/** By the file's name. `ingest_result.ts` has the type `IngestResult`, whose `command` names its schema. */
function schemaTexts(): ReadonlyMap<string, string> {
  const config: CompletedConfig = {
    ...DEFAULT_CONFIG,
    path: join(ROOT, "{pipelines/*,ops/*,commands/results}/*_result.ts"),
    tsconfig: join(ROOT, "tsconfig.json"),
    // The project's own TypeScript checks it.
    skipTypeCheck: true,
    additionalProperties: false,
    expose: "none",
    topRef: false,
    sortProps: false,
  };
  const program = createProgram(config);
  const parser = createParser(program, config, (parsers) =>
    parsers.addNodeParser(inferredTypeParser(program.getTypeChecker())),
  );
  const generator = new SchemaGenerator(program, parser, createFormatter(config), config);
  const files = program.getRootFileNames().map((path) => path.replace(/^.*\/|\.ts$/g, ""));
  return new Map(files.map((file) => schemaText(generator, file)));
}

function schemaText(generator: SchemaGenerator, file: string): [name: string, text: string] {
  const type = file.replace(/(?:^|_)[a-z]/g, (letter) => letter.slice(-1).toUpperCase());
  const { $schema, definitions: _, ...schema } = generator.createSchema(type);
  const { command } = schema.properties as { readonly command?: { readonly const: string } };
  const name = `${(command?.const ?? "error").replace(" ", "-")}${ENDING}`;
  return [name, `${JSON.stringify({ $schema, $id: `${ADDRESS}/${name}`, ...schema }, undefined, 2)}\n`];
}
