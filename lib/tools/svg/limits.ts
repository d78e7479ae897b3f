/** What drawing an SVG may take. It happens in a sandbox, and its WebAssembly is metered. */

export const sourceChars = 2_000_000;

/** The longer side: more than a chat shows, less than Claude scales down (design §4). */
export const sidePx = 1600;

/** Small pictures are drawn larger, so that they are not blurred on a screen. */
export const mostZoom = 1.5;

/** Turns of loops, a second or two. A chart takes a fourth of it: 20 million to write the PNG, as many to paint it. */
export const fuel = 200_000_000;

export const memoryBytes = 64 * 1024 * 1024;

/** Of its sandbox, where that counts CPU: the start, and the fuel several times over. */
export const cpuMs = 10_000;
