/** The few things a thread must remember beside its messages. */
import type { ChatId, ThreadId } from "../model/ids.ts";
import type { Membership } from "../model/membership.ts";
import type { Offer } from "../model/offer.ts";
import type { StoredSettings } from "../model/settings.ts";
import type { ToldFacts } from "../model/told-facts.ts";
import type { OpenWindow } from "../model/window.ts";
import type { Sql } from "./sql.ts";

export type Facts = {
  /** Whose conversation this is: an alarm comes without a name. Null before the first message. */
  readonly threadId: ThreadId | null;
  /** The context in use; /new starts the next. */
  readonly epoch: number;
  /** Seq of the last message of this epoch, 0 before the first. */
  readonly lastSeq: number;
  /** True until a thread begun in a supergroup knows whether it goes on from a basic group. */
  readonly mayInherit?: boolean;
  /** The one thread that goes on with this conversation, since the group became a supergroup. */
  readonly heir?: ThreadId;
};

/** How the conversation of an epoch is told to Claude: what of it, and on which beginning (P7). */
export type Telling = {
  readonly epoch: number;
  /** Tools and prompts as they last stood before it, hashed, by model. */
  readonly prefixes?: Readonly<Record<string, string>>;
  /** What was thought before this message is left out: it is bound to a beginning that has changed. */
  readonly thinkingFromSeq?: number;
  /** Everything before `fromSeq` is summed up in the message `summarySeq`. */
  readonly compacted?: { readonly fromSeq: number; readonly summarySeq: number };
  /** What was said before it is kept no longer: nobody has it any more. */
  readonly keptFromSeq?: number;
  /** Its signature was refused once: it is told in words, and not offered again. */
  readonly isSummaryRefused?: true;
  readonly told?: ToldFacts;
  /** Of the files as they were told last. */
  readonly filesHash?: string;
};

/** An offer counts in the epoch of its answer. */
export type StandingOffer = Offer & { readonly epoch: number };

export type FactStore = ReturnType<typeof openFacts>;

const fresh: Facts = { threadId: null, epoch: 1, lastSeq: 0 };

type FactName =
  | "thread"
  | "window"
  | "membership"
  | "migratedFrom"
  | "settings"
  | "telling"
  | "offer"
  | "unansweredSends";

export function openFacts(sql: Sql) {
  const get = (name: FactName): unknown => {
    const [row] = sql
      .exec<{ value: string }>("select value from facts where name = ?", name)
      .toArray();
    return row ? JSON.parse(row.value) : null;
  };
  const put = (
    name: FactName,
    value:
      | Facts
      | OpenWindow
      | Membership
      | ChatId
      | StoredSettings
      | Telling
      | StandingOffer
      | readonly string[]
      | null,
  ): void => {
    sql.exec(
      "insert into facts (name, value) values (?, ?) on conflict (name) do update set value = excluded.value",
      name,
      JSON.stringify(value),
    );
  };

  return {
    read: (): Facts => (get("thread") as Facts | null) ?? fresh,
    write: (facts: Facts): void => put("thread", facts),
    /** Of this epoch; another one's is forgotten. */
    telling(epoch: number): Telling {
      const known = get("telling") as Telling | null;
      return known?.epoch === epoch ? known : { epoch };
    },
    writeTelling: (telling: Telling): void => put("telling", telling),
    /** Null while nothing was heard of it, which is as good as active. */
    membership: (): Membership | null => get("membership") as Membership | null,
    writeMembership: (membership: Membership): void => put("membership", membership),
    /** What this thread's chat was before; null where it was always a chat of its own. */
    migratedFrom: (): ChatId | null => get("migratedFrom") as ChatId | null,
    writeMigratedFrom: (chatId: ChatId): void => put("migratedFrom", chatId),
    /** The newest this thread has heard of its person's settings, its own changes first of all. */
    settings: (): StoredSettings => (get("settings") as StoredSettings | null) ?? {},
    writeSettings: (settings: StoredSettings): void => put("settings", settings),
    /** What the newest answer offers; null where it is whole. */
    offer: (): StandingOffer | null => get("offer") as StandingOffer | null,
    writeOffer: (offer: StandingOffer | null): void => put("offer", offer),
    /** Ids of files a button sent: announced, and not answered. */
    unansweredSends: () => (get("unansweredSends") as readonly string[] | null) ?? [],
    writeUnansweredSends: (ids: readonly string[]): void => put("unansweredSends", ids),
    /** Null while nobody waits. */
    window: (): OpenWindow | null => get("window") as OpenWindow | null,
    openWindow: (window: OpenWindow): void => put("window", window),
    closeWindow(): void {
      sql.exec("delete from facts where name = 'window'");
    },
  };
}
