/** A URL without the user name and password that it may hold, for messages, manifests and logs. */
export function publicUrl(url: string): string {
  const parsed = new URL(url);
  if (parsed.username === "" && parsed.password === "") return url;
  parsed.username = "";
  parsed.password = "";
  return parsed.href;
}
