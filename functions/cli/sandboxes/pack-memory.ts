/** The pages of a memory that are not empty, and where they belong: what lib/tools/python/guest/unpack-memory.ts reads. */
import { pageBytes } from "../../../lib/tools/python/packed-page.ts";

export function packMemory(memory: Uint8Array): Uint8Array {
  const places: number[] = [];
  for (let place = 0; place * pageBytes < memory.length; place += 1)
    if (pageOf(memory, place).some((byte) => byte !== 0)) places.push(place);
  const head = Uint32Array.of(memory.length, places.length, ...places);
  const packed = new Uint8Array(head.byteLength + places.length * pageBytes);
  packed.set(new Uint8Array(head.buffer));
  for (const [index, place] of places.entries())
    packed.set(pageOf(memory, place), head.byteLength + index * pageBytes);
  return packed;
}

function pageOf(memory: Uint8Array, place: number): Uint8Array {
  return memory.subarray(place * pageBytes, (place + 1) * pageBytes);
}
