/** Memory is kept without its empty pages: about half of it. Unpacking costs a copy, where gzip would cost 100 ms. */
export const pageBytes = 4096;
