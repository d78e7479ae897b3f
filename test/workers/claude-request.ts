/** A request to Claude as its stand-in recorded it. */

export type ClaudeRequest = {
  readonly index: number;
  readonly status: number;
  readonly aborted: boolean;
  readonly body: {
    readonly model: string;
    readonly system: readonly Block[];
    readonly messages: readonly ClaudeMessage[];
  };
};
export type ClaudeMessage = { readonly role: string; readonly content: readonly Block[] };
type Block = {
  readonly type: string;
  readonly text?: string;
  readonly signature?: string;
  readonly title?: string;
  readonly source?: { readonly file_id: string };
};
