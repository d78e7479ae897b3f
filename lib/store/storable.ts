/** Text as Postgres takes it: without NUL, which it refuses, and without halves of surrogate pairs. */

export function storableText(text: string): string {
  return text.replaceAll("\u0000", "").toWellFormed();
}

/** Every escape of JSON text, so that an escaped backslash before "u0000" is not taken for one. */
const jsonEscape = /\\(u0000|ud[89a-f][0-9a-f]{2}|.)/g;

/** `JSON.stringify` writes NUL and surrogate halves, and no other surrogates, as these escapes. */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value) ?? "null";
  return json.replace(jsonEscape, (whole, name: string) => {
    if (name === "u0000") return "";
    return name.startsWith("ud") ? "\ufffd" : whole;
  });
}
