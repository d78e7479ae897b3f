/** Keeps secrets out of everything an operator can read: a bot token stands in every Telegram URL. */
const tokenShapes = [
  // No word boundary before it: in a URL the token follows the letters `bot`.
  /\d{6,12}:[A-Za-z0-9_-]{30,}/g,
  /\bsk-ant-[A-Za-z0-9_-]{8,}/g,
  /\bBearer\s+[A-Za-z0-9._~+/=-]{8,}/gi,
  /\b(postgres(?:ql)?:\/\/[^:@/\s]+:)[^@\s]+@/gi,
];

export function redact(text: string): string {
  return tokenShapes.reduce(
    (safe, shape) =>
      safe.replace(shape, (_found, keep) => (typeof keep === "string" ? `${keep}…@` : "…")),
    text,
  );
}
