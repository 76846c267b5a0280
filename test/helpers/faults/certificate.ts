import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A certificate for this machine that nobody vouches for but itself. */
export type Certificate = { readonly key: string; readonly cert: string; readonly certFile: string };

/** Makes one with openssl; undefined where there is none. It stays in the folder for temporary files. */
export function certificate(): Certificate | undefined {
  const folder = mkdtempSync(join(tmpdir(), "municlima-tls-"));
  const [keyFile, certFile] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const names = "subjectAltName=IP:127.0.0.1,DNS:localhost";
  const request = `req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext ${names}`.split(" ");
  try {
    execFileSync("openssl", [...request, "-keyout", keyFile, "-out", certFile], { stdio: "ignore" });
  } catch {
    return undefined;
  }
  return { key: readFileSync(keyFile, "utf8"), cert: readFileSync(certFile, "utf8"), certFile };
}
