/** What a file may weigh and measure on its way (design §6, "files"). */

const mebibyte = 1024 * 1024;

/** getFile gives nothing larger (field-and-platforms §4.3). */
export const telegramFileBytes = 20 * mebibyte;

/** So much of a file is held in memory; what is larger goes through R2, because an isolate has 128 MB for all. */
export const heldBytes = 2 * mebibyte;

/**
 * pdf.js needs a document whole, and no body over 8 MB is held (design §4): of a larger one neither the pages
 * are counted nor the first is read ahead. Claude itself still reads it.
 */
export const readablePdfBytes = 8 * mebibyte;

/** Enough to know what a document is about. */
export const firstPageChars = 500;

/** With more than 20 images in a request Claude refuses larger ones (field-and-platforms §5.6). */
export const imageSidePx = 2000;

/** Claude refuses larger ones whatever their number (platform.claude.com/docs/en/build-with-claude/vision). */
export const shownSidePx = 8000;

/** Claude's limit for one image (platform.claude.com/docs/en/build-with-claude/vision). */
export const imageBytes = 5 * mebibyte;

export const dayMs = 24 * 60 * 60 * 1000;

/** What a tool made waits so long for a decision (original-behaviour §2.3). */
export const pendingFileMs = 60 * 60 * 1000;
