/**
 * How the user started this program: what the help, the summaries and the messages tell to run should work as it
 * stands.
 *
 * @param environment in which npm says what it runs (https://docs.npmjs.com/cli/using-npm/scripts#environment)
 *
 * @example
 * ```ts
 * startedAs({ npm_command: "exec" }); // "npx municlima"
 * ```
 */
export function startedAs(
  environment: Readonly<Record<string, string | undefined>>,
  isDeno = Reflect.has(globalThis, "Deno"),
): string {
  if (isDeno) return "deno task municlima";
  // `npm run demo` is of a checkout, where npx finds the program as well.
  const isNpm = ["npx", "demo"].includes(environment.npm_lifecycle_event ?? "");
  return isNpm || environment.npm_command === "exec" ? "npx municlima" : "municlima";
}
