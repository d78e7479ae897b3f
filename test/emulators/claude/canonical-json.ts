/** One text for all JSON that means the same prompt: what caching and thinking signatures compare. */

/**
 * Sorted keys; without nulls (an absent optional field), without `cache_control` (moving a breakpoint is no
 * edit) and without `caller: direct` (the default that answers spell out).
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (key, inner) => (isNoise(key, inner) ? undefined : sorted(inner)));
}

function isNoise(key: string, value: unknown): boolean {
  if (key === "cache_control" || value === null) return true;
  return key === "caller" && isDirectCaller(value);
}

function isDirectCaller(value: unknown): boolean {
  return typeof value === "object" && value !== null && "type" in value && value.type === "direct";
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
