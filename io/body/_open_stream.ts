import { constants, createReadStream, open as openFile } from "node:fs";
import { open, stat } from "node:fs/promises";
import { Socket } from "node:net";
import type { Readable } from "node:stream";
import { isatty, ReadStream } from "node:tty";
import { promisify } from "node:util";

const CHUNK = 1 << 20;
const openDescriptor = promisify(openFile);

/** What is read, and how much there will be, where that is known. */
export type OpenedStream = { readonly stream: Readable; readonly size: number };

/**
 * Opens a file, a pipe or a device. A file's own stream ends only when its last call has come back, which that of a
 * pipe may never do: a pipe and a terminal get streams that end at once.
 *
 * @param ends makes an end of waiting for whoever is to write to a named pipe
 * @throws what the file system says, or the reason of `ends`
 */
export async function openStream(path: string, ends: AbortSignal): Promise<OpenedStream> {
  const found = await stat(path);
  if (found.isFIFO()) {
    const stream = new Socket({ fd: await openPipe(path, ends), readable: true, writable: false });
    return { stream, size: 0 };
  }
  if (found.isCharacterDevice()) {
    const fd = await openDescriptor(path, "r");
    const stream = isatty(fd) ? new ReadStream(fd) : createReadStream(path, { fd, highWaterMark: CHUNK });
    return { stream, size: 0 };
  }
  return { stream: createReadStream(path, { highWaterMark: CHUNK }), size: found.size };
}

/** Until someone opens a named pipe to write, opening it to read does not come back. */
async function openPipe(path: string, ends: AbortSignal): Promise<number> {
  ends.throwIfAborted();
  const giveUp = () => {
    // Opened to write for a moment, it lets go of the call that waits.
    open(path, constants.O_WRONLY | constants.O_NONBLOCK).then(
      (writer) => writer.close(),
      () => undefined,
    );
  };
  ends.addEventListener("abort", giveUp, { once: true });
  try {
    const fd = await openDescriptor(path, "r");
    if (ends.aborted) new Socket({ fd, readable: true, writable: false }).destroy();
    ends.throwIfAborted();
    return fd;
  } finally {
    ends.removeEventListener("abort", giveUp);
  }
}
