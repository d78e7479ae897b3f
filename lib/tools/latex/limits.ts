/** What a formula may cost. Workers cannot interrupt code that computes, so that work is counted and sizes are capped. */

/** Two screens of TeX; more is a document. */
export const sourceChars = 4000;

/** Characters and commands read, those of expanded macros and arguments included. */
export const parserSteps = 12_000;

/** Groups within groups. Far beyond it JavaScript's stack ends. */
export const parserDepth = 60;

/** MathJax's own guards: what a macro may grow into at once, and how many are expanded. */
export const expandedChars = 8 * 1024;
export const macroExpansions = 1000;

/** Elements within elements: resvg walks them on a stack of 1 MB, and refuses more than 1024. */
export const svgDepth = 300;

/** The side of a picture, and all of it: four bytes a pixel, twice, in an isolate of 128 MB. */
export const sidePx = 4096;
export const areaPx = 4_000_000;

/** Everything painted, one over the other: about 3 ns a pixel, so some 0.2 s. */
export const paintedPx = 60_000_000;

/** Telegram's limits for a photo (core.telegram.org/bots/api#sendphoto). */
export const photoRatio = 20;
export const photoBytes = 10 * 1024 * 1024;
