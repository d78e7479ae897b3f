/** The shape of an answer between Claude's Markdown and what Telegram is sent: only what may be shown, no markup. */

/** A stretch of text of one look. A line break is `\n`. */
export type Run = {
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly strike?: boolean;
  /** Shown letter by letter; a formula is the source of LaTeX. */
  readonly verbatim?: "code" | "math";
  /** Runs of one link share one object: a neighbour may lead to the same address. */
  readonly link?: Link;
};

/** An address that has passed `safeAddress`. */
export type Link = { readonly address: string };

export type Item = {
  /** Of a task, whether it is done. */
  readonly done: boolean | null;
  readonly blocks: readonly Block[];
};

export type Align = "left" | "center" | "right" | null;
export type Row = readonly (readonly Run[])[];

export type Block =
  | { readonly kind: "paragraph"; readonly runs: readonly Run[] }
  | { readonly kind: "heading"; readonly level: number; readonly runs: readonly Run[] }
  | { readonly kind: "code"; readonly language: string; readonly text: string }
  | { readonly kind: "math"; readonly text: string }
  | { readonly kind: "quote"; readonly blocks: readonly Block[] }
  /** `start` is null where the items are not numbered. */
  | { readonly kind: "list"; readonly start: number | null; readonly items: readonly Item[] }
  /** As many columns in each row as in the header. */
  | {
      readonly kind: "table";
      readonly align: readonly Align[];
      readonly header: Row;
      readonly rows: readonly Row[];
    }
  | { readonly kind: "rule" };

export type BlockOf<Kind extends Block["kind"]> = Extract<Block, { kind: Kind }>;
