import type { Buffer } from "node:buffer";
import { setTimeout as delay } from "node:timers/promises";
import type { ClientReadableStream, ServiceError } from "@grpc/grpc-js";
import { loadPackages } from "./_load_packages.ts";
import { PROTOCOL, RPC_ERRORS } from "./protocol.ts";
import type { Remote } from "./remote.ts";

/** A message of the protocol as plain data, its fields named as there. */
export type Message = Readonly<Record<string, unknown>>;

/** What a call has failed with: gRPC's own status, and Spark's words where it has any. */
export type CallError = {
  readonly code: number;
  readonly message: string;
  /** Spark's class of the error, such as `UNRESOLVED_COLUMN.WITH_SUGGESTION`. */
  readonly errorClass?: string | undefined;
  readonly sqlState?: string | undefined;
  /** By this Spark tells more of the error. */
  readonly errorId?: string | undefined;
};

/** Calls of one server. */
export type Connection = {
  /** Calls a method, and again where the server does not answer. It fails with what {@linkcode describe} takes. */
  readonly call: (method: string, request: Message) => Promise<Message>;
  /** Calls a method once, and waits so many seconds at most. */
  readonly once: (method: string, request: Message, seconds: number) => Promise<Message>;
  /** Begins to read what a method gives bit by bit. */
  readonly stream: (method: string, request: Message) => ClientReadableStream<Message>;
  readonly describe: (error: unknown) => CallError;
  readonly close: () => void;
};

/** Of gRPC's codes those that decide what is done next. */
export const CODES = {
  deadline: 4,
  denied: 7,
  unavailable: 14,
  unauthenticated: 16,
} as const;

/** Waits between attempts at a call, in milliseconds. */
export const WAITS = [250, 500, 1000, 2000] as const;
/** For a reply that is not rows, in seconds. */
const LONGEST_WAIT = 120;
/** A batch of rows may be of this many bytes. */
const LONGEST = 128 * 2 ** 20;
const SERVICE = "spark.connect.SparkConnectService";
const AS_DATA = { longs: Number, enums: String, oneofs: true };

/** Makes ready to call a server. It is reached with the first call. */
export async function connectionTo(remote: Remote): Promise<Connection> {
  const { grpc, protobuf } = await loadPackages();
  const { root } = protobuf.parse(PROTOCOL, { keepCase: true });
  const rpc = protobuf.parse(RPC_ERRORS, { keepCase: true }).root;
  const types = (method: string) => {
    const [request, response] = ["Request", "Response"].map((kind) =>
      root.lookupType(
        `spark.connect.${method === "ReattachExecute" && kind === "Response" ? "ExecutePlan" : method}${kind}`,
      ),
    ) as [import("protobufjs").Type, import("protobufjs").Type];
    return {
      path: `/${SERVICE}/${method}`,
      encode: (message: Message) => request.encode(request.fromObject(message)).finish() as Buffer,
      decode: (bytes: Buffer): Message => response.toObject(response.decode(bytes), AS_DATA),
    };
  };
  const credentials = remote.tls ? grpc.credentials.createSsl() : grpc.credentials.createInsecure();
  const client = new grpc.Client(`${remote.host}:${remote.port}`, credentials, {
    "grpc.max_receive_message_length": LONGEST,
    "grpc.max_send_message_length": LONGEST,
    "grpc.keepalive_time_ms": 60_000,
    // Its own retries would hide what is said of them here.
    "grpc.enable_retries": 0,
  });
  const metadata = new grpc.Metadata();
  if (remote.token !== undefined) metadata.set("authorization", `Bearer ${remote.token}`);
  for (const [name, value] of remote.headers) metadata.set(name, value);

  const once = (method: string, request: Message, seconds: number) =>
    new Promise<Message>((resolve, reject) => {
      const { path, encode, decode } = types(method);
      const options = { deadline: Date.now() + seconds * 1000 };
      client.makeUnaryRequest(path, encode, decode, request, metadata, options, (error, reply) => {
        if (error === null && reply !== undefined) resolve(reply);
        else reject(error);
      });
    });
  return {
    once,
    call: async (method, request) => {
      for (const wait of WAITS) {
        try {
          return await once(method, request, LONGEST_WAIT);
        } catch (error) {
          if ((error as ServiceError).code !== CODES.unavailable) throw error;
          await delay(wait);
        }
      }
      return await once(method, request, LONGEST_WAIT);
    },
    stream: (method, request) => {
      const { path, encode, decode } = types(method);
      return client.makeServerStreamRequest(path, encode, decode, request, metadata);
    },
    describe: (error) => {
      const { code = 2, details, message = "", metadata } = error as Partial<ServiceError>;
      const known = { code, message: details || message };
      const [bytes] = metadata?.get("grpc-status-details-bin") ?? [];
      if (typeof bytes !== "object") return known;
      const status = rpc.lookupType("google.rpc.Status").decode(bytes) as unknown as {
        readonly message: string;
        readonly details: readonly { readonly type_url: string; readonly value: Uint8Array }[];
      };
      const info = status.details.find(({ type_url }) => type_url.endsWith("ErrorInfo"));
      if (info === undefined) return { ...known, message: status.message || known.message };
      const { metadata: more } = rpc.lookupType("google.rpc.ErrorInfo").decode(info.value) as unknown as {
        readonly metadata: Readonly<Record<string, string>>;
      };
      const { errorClass, sqlState, errorId } = more;
      return { code, message: status.message || known.message, errorClass, sqlState, errorId };
    },
    close: () => client.close(),
  };
}
