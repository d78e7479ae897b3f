/** A running hash over block keys: equal hashes mean that everything up to there is equal. */
import { createHash } from "node:crypto";

export function extendHash(hash: string, key: string): string {
  return createHash("sha256").update(hash).update("\n").update(key).digest("base64url");
}

/** Hash before each block, and after the last: one more than there are keys. */
export function prefixHashes(keys: readonly string[]): readonly string[] {
  const hashes = [""];
  for (const key of keys) hashes.push(extendHash(hashes.at(-1) ?? "", key));
  return hashes;
}
