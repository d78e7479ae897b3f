/** Facts of a file in words that stay true in history (P7). */

const units = ["B", "KB", "MB", "GB"];

/** One decimal from a kilobyte on, in steps of 1024. */
export function describeSize(sizeBytes: number): string {
  let size = sizeBytes;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? size : size.toFixed(1)} ${units[unit]}`;
}

/** `2026-11-22 19:24 UTC` */
export function utcMinute(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
