/** What names stand for is told anywhere in a text: each stretch of it is read behind the names it uses. */

const definition = /^ {0,3}\[([^\][\\]{1,200})\]:[ \t]*(\S.*)$/;
const mention = /\[([^\][\\]{1,200})\]/g;

/** As a line by name, the first of each: an address, or that there is a footnote. */
export type Names = ReadonlyMap<string, string>;

export function findNames(lines: readonly string[]): Names {
  const names = new Map<string, string>();
  for (const line of lines) {
    const [whole, name, rest] = definition.exec(line) ?? [];
    if (whole === undefined || name === undefined || names.has(key(name))) continue;
    const isNote = name.startsWith("^");
    names.set(key(name), isNote ? `[${name}]: -` : `[${name}]: ${rest}`);
  }
  return names;
}

/** Ends with an empty line; empty where the stretch uses no name. */
export function namesBefore(text: string, names: Names): string {
  if (names.size === 0) return "";
  const used = new Set<string>();
  for (const [, name = ""] of text.matchAll(mention)) used.add(key(name));
  const lines = [...used].flatMap((name) => names.get(name) ?? []);
  return lines.length === 0 ? "" : `${lines.join("\n\n")}\n\n`;
}

function key(name: string): string {
  return name.trim().replace(/\s+/g, " ").toLowerCase();
}
