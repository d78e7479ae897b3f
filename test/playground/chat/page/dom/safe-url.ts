/** Decides which addresses in a message may become links. */

const allowedProtocols = new Set(["http:", "https:", "tg:", "mailto:", "tel:"]);

/** The normalised address, or null for anything a click must not open (`javascript:`, `data:` …). */
export const safeUrl = (address: string): string | null => {
  try {
    const url = new URL(address.trim());
    return allowedProtocols.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
};

/** Telegram links bare domains too; a client opens them over https. */
export const safeBareUrl = (address: string): string | null =>
  safeUrl(/^[a-z][a-z\d+.-]*:/i.test(address) ? address : `https://${address}`);
