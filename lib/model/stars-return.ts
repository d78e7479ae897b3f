/** What Telegram answered to being asked to give Stars back. */
export type StarsReturn =
  | { readonly kind: "returned" }
  | { readonly kind: "refused"; readonly description: string }
  /** It may have done so, or not. */
  | { readonly kind: "unknown"; readonly description: string };
