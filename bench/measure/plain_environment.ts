/**
 * The environment without what would change how a command works: settings of this program, of npm (which tells
 * its own to what it runs), of Node and of Python.
 */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const given = Object.entries(process.env).filter(
    ([name]) => !/^(MUNICLIMA_|npm_|NODE_OPTIONS|PYTHON)/.test(name),
  );
  return Object.fromEntries(given);
}
