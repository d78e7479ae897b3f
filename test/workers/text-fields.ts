/** Words as the fields of a message. */

/** As a client marks them up: commands and mentions become entities. */
export function textFields(text: string): Record<string, unknown> {
  const marked = [...text.matchAll(/^\/[\w@]+|@\w+/g)].map((match) => ({
    type: match[0].startsWith("/") ? "bot_command" : "mention",
    offset: match.index,
    length: match[0].length,
  }));
  return { text, entities: marked };
}
