import type { FrameCheck } from "../../frames/mod.ts";
import type { FetchedFeed } from "../../io/fetch/fetched_feed.ts";
import type { FeedOrigin } from "../../store/mod.ts";

/** Where a feed came from and when it was made, as results and manifests say it. */
export function feedOrigin(
  fetched: FetchedFeed<unknown>,
  fetchedAt: Date,
  check: FrameCheck,
  insecureTls: boolean,
): FeedOrigin {
  const lastModified = new Date(fetched.headers["last-modified"] ?? Number.NaN);
  const issuedAt = fetched.modifiedAt ?? (Number.isNaN(lastModified.getTime()) ? undefined : lastModified);
  return {
    from: fetched.source,
    status: fetched.status ?? null,
    headers: { ...fetched.headers },
    requests: fetched.requests,
    bytes: fetched.body.length,
    text_bytes: fetched.textBytes,
    sha256: fetched.sha256,
    fetched_at: fetchedAt.toISOString(),
    issued_at: issuedAt?.toISOString() ?? null,
    model_run: check.first,
    ...(insecureTls && { tls_verified: false as const }),
  };
}
