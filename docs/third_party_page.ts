/** A package as `package-lock.json` has it. */
export type LockedPackage = {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
};

/** What is known of packages whose package.json does not say it: the file of typed-function, and nodejs-polars itself. */
const SAID_IN_THEIR_FILES: readonly (readonly [name: RegExp, licence: string])[] = [
  [/^nodejs-polars-/, "MIT"],
  [/^typed-function$/, "MIT"],
];

/**
 * The page that lists every package which `npm ci` may install, with its version and licence.
 *
 * @param packages those of `package-lock.json`, by the path that each is installed at
 * @throws {Error} for a package whose licence is not known
 *
 * @example
 * ```ts
 * const page = thirdPartyPage(JSON.parse(await readFile("package-lock.json", "utf8")).packages);
 * ```
 */
export function thirdPartyPage(packages: Readonly<Record<string, LockedPackage>>): string {
  const rows = Object.entries(packages)
    .filter(([path]) => path !== "")
    .map(([path, { version = "", license, dev, optional }]) => {
      const name = path.replace(/^.*node_modules\//, "");
      const own = license === undefined || license.startsWith("SEE ") ? undefined : license;
      const licence = own ?? SAID_IN_THEIR_FILES.find(([pattern]) => pattern.test(name))?.[1];
      if (licence === undefined)
        throw new Error(`The licence of "${name}" is not known. Look into its LICENSE.`);
      const part = dev ? "development" : optional ? "some machines" : "program";
      return { licence, row: `| ${name} | ${version} | ${licence} | ${part} |` };
    });
  const licences = [...new Set(rows.map(({ licence }) => licence))].sort();
  const counts = licences.map((licence) => {
    const count = rows.filter((row) => row.licence === licence).length;
    return `${licence}: ${count}`;
  });
  const lines = [...new Set(rows.map(({ row }) => row))].sort();
  return `# Third-party packages

Every package that \`npm ci\` may install, as \`package-lock.json\` has them: \`npm run third-party\` writes this page. Those of
the "program" come with a production install; few of them are ever loaded in a run, which
\`test/e2e/loaded_packages.test.ts\` lists.

${counts.join(" · ")}

| package | version | licence | part |
|---|---|---|---|
${lines.join("\n")}
`;
}
