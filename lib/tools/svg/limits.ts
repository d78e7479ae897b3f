/** What drawing an SVG may take. It happens in a sandbox, and its WebAssembly is metered. */

export const sourceChars = 2_000_000;

/** The longer side: more than a chat shows, less than Claude scales down (design §4). */
export const sidePx = 1600;

/** Small pictures are drawn larger, so that they are not blurred on a screen. */
export const mostZoom = 1.5;

/**
 * Units of work (meter-wasm.ts), 1 to 2 ns each: the worst takes a second and a half of its own. A chart takes a fifth
 * of it, nearly all to write the PNG; a cloud of 5000 points a half.
 */
export const fuel = 700_000_000;

export const memoryBytes = 64 * 1024 * 1024;

/** Of its sandbox, where that counts CPU: the start, and the fuel several times over. */
export const cpuMs = 10_000;
