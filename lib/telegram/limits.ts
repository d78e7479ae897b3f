/** Telegram's limits and our paces (Bot API 10.3; design §6). */

/** Characters of a plain message, after entities are parsed. */
export const plainTextLimit = 4096;

/** Characters of a rich message, after its Markdown is parsed. */
export const richTextLimit = 32_768;

/** What `sendPhoto` takes; anything larger goes as a document. */
export const photoLimitBytes = 10 * 1024 * 1024;

export const draftIntervalMs = 1000;

/** A draft lives 30 s. */
export const draftKeepAliveMs = 20_000;

/** A group takes 20 messages a minute, and edits count like sends (field-and-platforms §4.6). */
export const groupEditIntervalMs = 3100;

export const privateEditIntervalMs = 1000;

/** Between two frames, however often Telegram says 429. */
export const maxFrameIntervalMs = 20_000;

/** A chat action is shown for 5 s. */
export const actionIntervalMs = 4500;
