import { createHash } from "node:crypto";
import type { S3Client } from "./_client.ts";
import { BrokenReply } from "./_client.ts";
import { textsIn } from "./_xml.ts";

/** So many parts of an object are sent at once. */
const AT_ONCE = 4;
/** S3 takes no more parts of one object. */
const MOST_PARTS = 10_000;

/** An object that is sent in parts: what it needs, as the caller knows it. */
export type Upload = {
  readonly key: string;
  readonly where: string;
  /** Of the object as it is to be. */
  readonly headers: Readonly<Record<string, string>>;
  readonly size: number;
  /** Some of its bytes. */
  readonly slice: (start: number, end: number) => Promise<Uint8Array>;
  readonly partSize: number;
  /** Done once all parts are in the bucket, before the object shows. */
  readonly before: () => Promise<unknown>;
};

/**
 * Sends an object in parts, which shows once all are there, unless there is one by then.
 *
 * @returns the status of the last step: 200, 412 where there was an object, 404 where an earlier attempt at the last
 * step may have succeeded
 */
export async function uploadInParts(send: S3Client, upload: Upload): Promise<number> {
  const { key, where, headers, size, before } = upload;
  const partSize = Math.max(upload.partSize, Math.ceil(size / MOST_PARTS));
  const ask = { key, where, deed: "write" as const };
  const begun = await send({
    ...ask,
    method: "POST",
    query: { uploads: "" },
    headers: { ...headers, "x-amz-checksum-algorithm": "SHA256" },
    read: async (reply) => textsIn(await reply.text(), "UploadId")[0] ?? broken(),
  });
  const uploadId = begun.value;
  try {
    const starts = Array.from({ length: Math.ceil(size / partSize) }, (_, i) => i * partSize);
    const parts: string[] = [];
    const sendPart = async (start: number, at: number) => {
      const body = await upload.slice(start, Math.min(start + partSize, size));
      const sum = createHash("sha256").update(body).digest("base64");
      const { headers: replied } = await send({
        ...ask,
        method: "PUT",
        query: { partNumber: String(at + 1), uploadId },
        headers: { "x-amz-checksum-sha256": sum },
        body,
        read: (reply) => reply.arrayBuffer(),
      });
      const etag = (replied.get("etag") ?? "").replaceAll('"', "&quot;");
      parts[at] =
        `<Part><PartNumber>${at + 1}</PartNumber><ETag>${etag}</ETag><ChecksumSHA256>${sum}</ChecksumSHA256></Part>`;
    };
    for (let at = 0; at < starts.length; at += AT_ONCE) {
      await Promise.all(starts.slice(at, at + AT_ONCE).map((start, i) => sendPart(start, at + i)));
    }
    await before();
    const { status } = await send({
      ...ask,
      method: "POST",
      query: { uploadId },
      headers: { "if-none-match": "*" },
      body: new TextEncoder().encode(`<CompleteMultipartUpload>${parts.join("")}</CompleteMultipartUpload>`),
      also: [404, 412],
      read: async (reply) => {
        const text = await reply.text();
        // The last step may take so long that the server begins its reply with 200 before it fails.
        if (reply.ok && text.includes("<Error>")) throw new BrokenReply(textsIn(text, "Code")[0]);
      },
    });
    if (status === 412) await abortUpload(send, upload, uploadId);
    return status;
  } catch (error) {
    // What failed first is what the user must hear of; the next run removes what stays.
    await abortUpload(send, upload, uploadId).catch(() => undefined);
    throw error;
  }
}

/** Gives up an upload, whose parts then no longer cost anything. */
export async function abortUpload(
  send: S3Client,
  { key, where }: Pick<Upload, "key" | "where">,
  uploadId: string,
): Promise<void> {
  await send({
    method: "DELETE",
    key,
    query: { uploadId },
    also: [204, 404],
    deed: "remove",
    where,
    read: (reply) => reply.arrayBuffer(),
  });
}

function broken(): never {
  throw new BrokenReply("a reply lacks what was asked for");
}
