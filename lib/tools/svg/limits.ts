/** What drawing an SVG may take. It happens in a sandbox, and its WebAssembly is metered. */

export const sourceChars = 2_000_000;

/** The longer side: as much as Claude and a chat show (design §4). */
export const sidePx = 2000;

/** Small pictures are drawn larger, so that they are not blurred on a screen. */
export const mostZoom = 2;

/** Turns of loops, a second or two; a chart takes a fiftieth of it. */
export const fuel = 300_000_000;

export const memoryBytes = 64 * 1024 * 1024;

/** Of its sandbox, where that counts CPU: the start, and the fuel several times over. */
export const cpuMs = 10_000;
