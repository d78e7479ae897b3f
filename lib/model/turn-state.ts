/** What a thread's journal knows of the turn that is open: enough to finish it after any crash. */
import type { Grant } from "./account.ts";
import type { Attachment } from "./attachment.ts";
import type { BatchItem } from "./batch.ts";
import type { EditNote } from "./edit-note.ts";
import type { ChatId, MessageId, TurnId } from "./ids.ts";
import type { Block } from "./message.ts";
import type { NanoUsd } from "./money.ts";
import type { OfferKind } from "./offer.ts";
import type { Reading } from "./reading.ts";
import type { CostLine, StreamingMode } from "./settings.ts";
import type { ToldFacts } from "./told-facts.ts";
import type { Outcome, Phase, PhaseTimes, StepUsage, StopCause } from "./turn.ts";

/** One real message of an answer: words, a file, or an album of pictures. Long answers have several. */
export type Part = TextPart | FilePart | AlbumPart;

export type TextPart = {
  readonly markdown: string;
  /** Where Telegram refused a rich message: `markdown` is then text, and this is said of it. */
  readonly entities?: readonly TextEntity[];
  /** Where it refused the entities too: `markdown` goes as it is. */
  readonly plain?: true;
};

/** A file on its way to the person. */
export type PlannedFile = {
  /** Of its bytes in R2. */
  readonly key: string;
  readonly fileName: string;
  readonly mimeType: string;
  readonly sizeBytes: number;
  /** A picture is shown as one where it fits Telegram's limits. */
  readonly as: "photo" | "document";
  readonly caption?: string;
  /** What it was made of. */
  readonly context?: string;
  /** Present where it was pending: it stops being so when Telegram has taken it. */
  readonly madeId?: string;
};

export type FilePart = { readonly file: PlannedFile };

/** Two to ten pictures. */
export type AlbumPart = { readonly album: readonly PlannedFile[] };

/** A file as Telegram names it since it was sent. */
export type SentFile = {
  readonly messageId: MessageId;
  readonly telegramFileId: string;
  readonly telegramFileUniqueId: string;
  readonly telegramKind: Attachment["kind"];
};

/** A stretch of text of one look, in UTF-16 units [Bot API, MessageEntity]. */
export type TextEntity = { readonly offset: number; readonly length: number } & (
  | { readonly type: "text_link"; readonly url: string }
  | { readonly type: "pre"; readonly language?: string }
  | { readonly type: "bold" | "italic" | "strikethrough" | "code" }
  | { readonly type: "blockquote" | "expandable_blockquote" }
);

/** What such a stretch looks like, wherever it is. */
export type TextLook = TextEntity extends infer Entity
  ? Entity extends TextEntity
    ? Omit<Entity, "offset" | "length">
    : never
  : never;

/** `messageIds` is null from just before the send until Telegram's answer: after a crash, nobody knows. */
export type SentPart = {
  readonly part: number;
  readonly messageIds: readonly MessageId[] | null;
  /** In the order of the part's files; absent for words. */
  readonly files?: readonly SentFile[];
  /** It is there, and grows: one more edit makes it final. */
  readonly live?: true;
  /** Where it went; absent where that is the thread's own chat. */
  readonly chatId?: ChatId;
};

export type Answer = {
  readonly outcome: Outcome;
  /** For history; empty where Claude said nothing that can be replayed. */
  readonly blocks: readonly Block[];
  /** For the chat, behind what was committed before. */
  readonly parts: readonly TextPart[];
  /** The button below its last message. */
  readonly offer?: OfferKind;
  readonly errorCode?: string;
};

/** Empty for words. */
export function filesOf(part: Part): readonly PlannedFile[] {
  if ("markdown" in part) return [];
  return "file" in part ? [part.file] : part.album;
}

/** The beginning a turn's requests stand on. */
export type Prefix = {
  readonly hash: string;
  /** It is not the one that earlier thinking is bound to: this turn leaves that out, and those after it too. */
  readonly isBroken: boolean;
  /** Claude has refused the signed summary: from now on it is told in words. */
  readonly isSummaryRefused?: true;
};

/** A paid tool that was let in. */
export type ToolAtWork = {
  readonly attempt: number;
  /** The request that called it. */
  readonly step: number;
  readonly toolUseId: string;
  readonly name: string;
  readonly estimateNanoUsd: NanoUsd;
};

export type TurnState = {
  readonly id: TurnId;
  readonly epoch: number;
  /** Seq of the user's message; the answer takes the next. */
  readonly userSeq: number;
  readonly items: readonly BatchItem[];
  /** Edits of earlier messages, told with this batch; absent where there were none. */
  readonly edits?: readonly EditNote[];
  readonly model: string;
  /** Of the prices it is charged by, however long it takes; absent in turns of earlier versions. */
  readonly priceVersion?: string;
  /** Permission of the user's account; absent before the first attempt, and where billing is off. */
  readonly grant?: Grant;
  /** What tools have cost; absent where nothing. */
  readonly toolCosts?: readonly { readonly toolUseId: string; readonly amountNanoUsd: NanoUsd }[];
  /** As the person had chosen when the turn began; absent where they had not. */
  readonly personality?: string;
  readonly streaming?: StreamingMode;
  readonly costLine?: CostLine;
  readonly phase: Phase;
  /** Executions begun; a step of an older one is refused (fencing). */
  readonly attempt: number;
  /** Why its attempt was told to end: what dies on the way there is not begun again. Absent where it was not. */
  readonly stopped?: StopCause;
  /** Paid tools of which nobody has said yet what they cost; absent where none was admitted. */
  readonly toolsAtWork?: readonly ToolAtWork[];
  /** Words of this step that were seen, at most a second behind. */
  readonly shownText: string;
  /** Words of the steps before it that are no real message yet. */
  readonly spoken: string;
  /** Real messages planned before the answer was whole: a file must stand behind the words before it. */
  readonly committed: readonly Part[];
  readonly steps: readonly StepUsage[];
  readonly answer: Answer | null;
  /** Of its last attempt; absent before the first. */
  readonly reading?: Reading;
  /** Absent before the first request. */
  readonly prefix?: Prefix;
  /** The time and the like, told with this batch; absent where nothing of it is news. */
  readonly facts?: ToldFacts;
  /** The files of the conversation, told with this batch; absent where nothing of it is news. */
  readonly filesTold?: { readonly hash: string; readonly section: string };
  readonly sent: readonly SentPart[];
  readonly times: PhaseTimes;
  /** How often messages joined it after it had begun, each time in a new attempt; absent where none did. */
  readonly restarts?: number;
  /** Messages that were set aside while it was open: recorded behind it, each batch as a turn without an answer. */
  readonly behind?: readonly TurnState[];
};
