/** What a thread needs from outside: time, the alarm, the Claude worker, Telegram, the queue. */

import type { MediaRules } from "../batching/media-wait.ts";
import type { WindowRules } from "../batching/window.ts";
import type { SettingsWrite } from "../cache/user-settings.ts";
import type { MediaOrder } from "../journal/media.ts";
import type { RelayPorts } from "../journal/relay.ts";
import type { AccountDesk } from "../model/account.ts";
import type { Attachment, FileProblem, MediaOutcome } from "../model/attachment.ts";
import type { Button, Menu } from "../model/button.ts";
import type { Clock } from "../model/clock.ts";
import type { DirectReply, MenuOfFiles, PressReply } from "../model/direct-reply.ts";
import type { FilesList } from "../model/files-list.ts";
import type { ChatId, ThreadAddress, ThreadId, TurnId, UserId } from "../model/ids.ts";
import type { Inbound } from "../model/inbound.ts";
import type { MadeRecord } from "../model/made-record.ts";
import type { MoneyOutcome } from "../model/money-outcome.ts";
import type { MoneyTask } from "../model/money-task.ts";
import type { Saying } from "../model/saying.ts";
import type { StopCause } from "../model/turn.ts";
import type { UserFile } from "../model/user-file.ts";
import type { Log } from "../ops/log.ts";
import type { FilesOf } from "../store/list-user-files.ts";
import type { Answered } from "../telegram/bot-api.ts";
import type { SentFiles } from "../telegram/send-file.ts";
import type { CacheNews } from "./cache-messages.ts";
import type { Compacted, CompactOrder } from "./compact-thread.ts";
import type { TurnEnd, TurnOrder } from "./desk.ts";
import type { Estate, EstateRequest } from "./hand-over.ts";
import type { History, HistoryQuery } from "./history.ts";
import type { KnownSettings, SettingsQuery } from "./known-settings.ts";

/** Numbers of design §6; configuration, so that tests run them in seconds. */
export type ThreadRules = WindowRules &
  MediaRules & {
    readonly model: string;
    /** A conversation longer than this is summed up; absent: what is usual for the model. */
    readonly contextBudgetTokens?: number | undefined;
    /** Executions of one turn before it fails visibly. */
    readonly maxAttempts: number;
  };

export type ThreadPorts = {
  readonly clock: Clock;
  readonly log: Log;
  readonly rules: ThreadRules;
  readonly newTurnId: () => TurnId;
  /** Sets the object's one alarm. */
  readonly setAlarm: (atMs: number) => void;
  /** Calls the Claude worker; rejects where it died on the way. */
  readonly runTurn: (order: TurnOrder) => Promise<TurnEnd>;
  /** Ends the attempt that is running, as by the Stop button. False where none is. */
  readonly stopTurn: (cause: StopCause) => boolean;
  /** The same, if it is the attempt with this draft; `false` where it is not. */
  readonly stopDraft: (draftId: number) => boolean;
  /** As `stopTurn`, as soon as the tools at work are done. */
  readonly interruptAfterTools: () => void;
  /** Sums up a conversation; never rejects for Claude's sake. */
  readonly compact: (order: CompactOrder) => Promise<Compacted>;
  /** The account of the thread's person; null where billing is off. */
  readonly accountOf: ((userId: UserId) => AccountDesk) | null;
  readonly readHistory: (query: HistoryQuery) => Promise<History>;
  /** Puts what was said last where the next turn looks first; a failure only costs time. */
  readonly cacheMessages: (history: History, news: CacheNews) => Promise<void>;
  readonly readSettings: (query: SettingsQuery) => Promise<KnownSettings>;
  /** Puts what was chosen where the person's other threads look first; a failure is healed by the flush. */
  readonly cacheSettings: (write: SettingsWrite) => Promise<void>;
  /** Fetches, uploads and transcribes; rejects where the worker that does it died. */
  readonly receiveFile: (
    order: Pick<MediaOrder, "attachment" | "priceVersion">,
    owner: ThreadAddress,
  ) => Promise<MediaOutcome>;
  /** What to tell a person whose file could not be had, or comes later. */
  readonly fileSentence: (
    languageCode: string | undefined,
    attachment: Attachment,
    problem: FileProblem,
  ) => string;
  /** What operators ask of the bot; null for everything else, and from everybody else. */
  readonly answerOperator: (inbound: Inbound) => Promise<string | null>;
  /** Null for what goes to Claude. */
  readonly answerDirectly: (inbound: Inbound) => DirectReply | null;
  /** With a button it stands below the message it answers. */
  readonly reply: (inbound: Inbound, text: string, button?: Button) => Promise<Answered<unknown>>;
  /** Says something of one message, as a reply to it. */
  readonly replyBelow: (inbound: Inbound, text: string) => Promise<Answered<unknown>>;
  readonly sendMenu: (inbound: Inbound, menu: Menu) => Promise<Answered<unknown>>;
  /** Null for a button that is none of a menu. */
  readonly pressMenu: (inbound: Inbound, data: string) => PressReply | null;
  /** Never rejects; done again it repeats nothing. */
  readonly doMoneyTask: (inbound: Inbound, task: MoneyTask) => Promise<MoneyOutcome>;
  readonly say: (inbound: Inbound, saying: Saying) => Promise<Answered<unknown>>;
  /** Changes the message whose button was pressed. */
  readonly editMenu: (inbound: Inbound, menu: Menu) => Promise<Answered<unknown>>;
  /** Takes the buttons of the message whose button was pressed. */
  readonly removeButtons: (inbound: Inbound) => Promise<Answered<unknown>>;
  /** What the person who pressed a button reads for a moment; at most 200 characters. */
  readonly answerPress: (queryId: string, text: string) => Promise<Answered<unknown>>;
  /** What the chat was before it became a supergroup; null where it always was what it is. */
  readonly migratedFrom: (chatId: ChatId) => Promise<ChatId | null>;
  /** Asks another thread for its conversation. */
  readonly askEstate: (of: ThreadId, asking: EstateRequest) => Promise<Estate>;
  /** Null where Postgres does not answer. */
  readonly listFiles: (of: FilesOf) => Promise<FilesList | null>;
  /** The list in the cache is no longer right; where it cannot be told, it is over in an hour. */
  readonly forgetFilesList: (threadId: ThreadId) => Promise<void>;
  readonly filesMenu: (inbound: Inbound) => MenuOfFiles;
  /** What Telegram has already. */
  readonly sendAgain: (inbound: Inbound, file: UserFile) => Promise<Answered<unknown>>;
  readonly sendPending: (inbound: Inbound, record: MadeRecord) => Promise<SentFiles>;
  /** These are pending no more: their copy in Redis and their bytes go, in the background. */
  readonly filesGone: (threadId: ThreadId, gone: readonly MadeRecord[]) => void;
  /** Compares the copy in Redis with what is pending, and mends it, in the background. */
  readonly mendPending: (threadId: ThreadId, pendingNow: () => readonly MadeRecord[]) => void;
  readonly relay: Omit<RelayPorts, "now">;
  /** Keeps the object awake for work nobody waits for; a failure there is logged, never lost. */
  readonly inBackground: (work: Promise<void>) => void;
};
