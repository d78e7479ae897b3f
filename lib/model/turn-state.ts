/** What a thread's journal knows of the turn that is open: enough to finish it after any crash. */
import type { BatchItem } from "./batch.ts";
import type { EditNote } from "./edit-note.ts";
import type { ChatId, MessageId, TurnId } from "./ids.ts";
import type { Block } from "./message.ts";
import type { OfferKind } from "./offer.ts";
import type { Reading } from "./reading.ts";
import type { StreamingMode } from "./settings.ts";
import type { ToldFacts } from "./told-facts.ts";
import type { Outcome, Phase, PhaseTimes, StepUsage } from "./turn.ts";

/** One real message of an answer: words, or a file. Long answers have several. */
export type Part = TextPart | FilePart;

export type TextPart = {
  readonly markdown: string;
  /** Where Telegram refused a rich message: `markdown` is then text, and this is said of it. */
  readonly entities?: readonly TextEntity[];
  /** Where it refused the entities too: `markdown` goes as it is. */
  readonly plain?: true;
};

export type FilePart = {
  readonly file: {
    /** Of its bytes in R2. */
    readonly key: string;
    readonly fileName: string;
    readonly mimeType: string;
    readonly caption?: string;
  };
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

/** The beginning a turn's requests stand on. */
export type Prefix = {
  readonly hash: string;
  /** It is not the one that earlier thinking is bound to: this turn leaves that out, and those after it too. */
  readonly isBroken: boolean;
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
  /** As the person had chosen when the turn began; absent where they had not. */
  readonly personality?: string;
  readonly streaming?: StreamingMode;
  readonly phase: Phase;
  /** Executions begun; a step of an older one is refused (fencing). */
  readonly attempt: number;
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
  readonly sent: readonly SentPart[];
  readonly times: PhaseTimes;
  /** How often messages joined it after it had begun, each time in a new attempt; absent where none did. */
  readonly restarts?: number;
  /** Messages that were set aside while it was open: recorded behind it, each batch as a turn without an answer. */
  readonly behind?: readonly TurnState[];
};
