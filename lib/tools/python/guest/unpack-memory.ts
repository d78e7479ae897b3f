/** Lays the pages of a snapshot out as they were: the size, the number of pages, where each belongs, then the pages. */
import { pageBytes } from "../packed-page.ts";

export function unpackMemory(packed: ArrayBuffer): Uint8Array {
  const [size = 0, pages = 0] = new Uint32Array(packed, 0, 2);
  const places = new Uint32Array(packed, 8, pages);
  const memory = new Uint8Array(size);
  let at = 8 + 4 * pages;
  for (const place of places) {
    memory.set(new Uint8Array(packed, at, pageBytes), place * pageBytes);
    at += pageBytes;
  }
  return memory;
}
