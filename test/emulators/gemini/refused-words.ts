/** Words in a prompt that have the stand-in for Gemini refuse as the vendor does. */
export const refusedWords = {
  /** The prompt itself is blocked. */
  prompt: "forbidden",
  /** The picture was made, and is not given. */
  picture: "unsafe",
  /** Only talks. */
  talk: "speechless",
} as const;
