/** Inline buttons: `data` comes back when one is pressed, in Telegram's `callback_data` (1–64 bytes). */
export type Button = { readonly label: string; readonly data: string };

/** From top to bottom, each row from left to right. */
export type ButtonRows = readonly (readonly Button[])[];

export type Menu = { readonly text: string; readonly buttons: ButtonRows };
