/** What one run of Python may take. The isolate it runs in has 128 MB, and that holds Pyodide too. */

export const sourceChars = 60_000;

export const defaultTimeoutS = 10;
export const longestTimeoutS = 60;

/** How long code may go on after the KeyboardInterrupt of its time limit, e.g. to print what it has. */
export const graceMs = 500;

/** Turns of loops between two looks at the clock: 5 to 30 ms. */
export const fuelPerSlice = 1_000_000;

/** Should the clock stand still: more slices than any processor gets through. */
export const slicesPerSecond = 600;

/** WebAssembly's memory: Pyodide itself needs 30 of them. */
export const memoryBytes = 80 * 1024 * 1024;

/** Files live outside that memory: each, and everything ever written. */
export const fileBytes = 16 * 1024 * 1024;
export const writtenBytes = 32 * 1024 * 1024;
export const fileCount = 500;

/** Emscripten walks a path in JavaScript, where no meter runs, folder by folder for each step. */
export const folderDepth = 16;

/** What goes in and comes out, in sum. */
export const inputBytes = 10 * 1024 * 1024;
export const inputCount = 10;
export const outputBytes = 10 * 1024 * 1024;
export const outputCount = 10;

/** What Claude reads of each, about 5000 and 2000 tokens: the beginning and the end. */
export const stdoutChars = 20_000;
export const stderrChars = 8_000;
