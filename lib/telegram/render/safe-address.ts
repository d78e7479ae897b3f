/** Decides which addresses may be pressed: nothing that runs code, names a user by id, or that Telegram would refuse. */

/** The address as it may stand anywhere in Markdown, or null where the text must do without a link. */
export function safeAddress(address: string): string | null {
  const trimmed = address.trim();
  if (/^https?:\/\/[^\s/]/i.test(trimmed)) return URL.canParse(trimmed) ? encode(trimmed) : null;
  if (/^tg:\/\/resolve\?domain=\w+$/i.test(trimmed)) return trimmed;
  const mail = /^mailto:([\w.+-]+@[\w-]+(?:\.[\w-]+)+)(?:\?|$)/i.exec(trimmed)?.[1];
  if (mail !== undefined) return `mailto:${mail}`;
  return /^tel:\+?\d[\d-]{2,}$/i.test(trimmed) ? trimmed : null;
}

/** Percent signs for whatever could end the address or be read as a mark. */
function encode(address: string): string {
  return address
    .replace(/[^\w\-.~:/?#@!&+,;=%]/gu, (found) => percent(found))
    .replace(/&(?=#?\w+;)/g, "%26");
}

/** The function of the language leaves `(`, `)`, `*` and `'` as they are. */
function percent(found: string): string {
  const encoded = encodeURIComponent(found);
  return encoded === found ? `%${found.charCodeAt(0).toString(16).toUpperCase()}` : encoded;
}
