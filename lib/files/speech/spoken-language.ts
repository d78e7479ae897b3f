/** Whisper calls a language by its English name, or by its code: both become the tag. */

/** The languages Whisper knows by a two-letter code (openai/whisper, tokenizer.py). */
const tags = [
  "af am ar as az ba be bg bn bo br bs ca cs cy da de el en es et eu fa fi fo fr gl gu ha he hi hr ht",
  "hu hy id is it ja jv ka kk km kn ko la lb ln lo lt lv mg mi mk ml mn mr ms mt my ne nl nn no oc pa",
  "pl ps pt ro ru sa sd si sk sl sn so sq sr su sv sw ta te tg th tk tl tr tt uk ur uz vi yi yo zh",
].flatMap((row) => row.split(" "));

const englishNames = new Intl.DisplayNames("en", { type: "language" });

const byName = new Map(tags.map((tag) => [englishNames.of(tag)?.toLowerCase(), tag]));

/** IETF tag, or `unknown`. */
export function spokenLanguage(said: string | null | undefined): string {
  const name = said?.toLowerCase() ?? "";
  return tags.includes(name) ? name : (byName.get(name) ?? "unknown");
}
