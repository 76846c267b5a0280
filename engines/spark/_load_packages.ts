import { Failure } from "../../errors/mod.ts";

/** The packages that speak to Spark. */
export type SparkPackages = {
  readonly grpc: typeof import("@grpc/grpc-js");
  readonly protobuf: typeof import("protobufjs");
};

const INSTALL = 'Run "npm install @grpc/grpc-js@1.14.7 protobufjs@7.6.6" where municlima is installed.';

/**
 * Loads the packages that speak to Spark, which nothing else does, when they are first asked for.
 *
 * @throws {Failure} `config` where they are not installed
 */
export async function loadPackages(): Promise<SparkPackages> {
  try {
    const [grpc, protobuf] = await Promise.all([import("@grpc/grpc-js"), import("protobufjs")]);
    return { grpc: whole(grpc), protobuf: whole(protobuf) };
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    // Missing are these themselves, not a part of them: who installs municlima need not have them.
    if (!/MODULE_NOT_FOUND$/.test(code ?? "") || !/grpc-js|protobufjs/.test(message)) throw cause;
    const what = "What speaks to Spark is not there: it is installed only where it is wanted.";
    throw new Failure("config", `${what} ${INSTALL}`, { cause });
  }
}

/** Where the program is compiled, a package in CommonJS is the default of its import. */
function whole<T extends object>(loaded: T & { readonly default?: T }): T {
  return loaded.default ?? loaded;
}
