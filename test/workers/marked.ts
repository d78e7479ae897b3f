/** A picture or recording that nobody else sends: its words stand behind its own bytes. */
export function marked(bytes: Uint8Array, words: string): Uint8Array {
  return Buffer.concat([bytes, Buffer.from(` ${words}`)]);
}
