import { beforeEach, describe, expect, test } from "vitest";
import type { Journal } from "../../../lib/journal/journal.ts";
import type { ChatId, UpdateId } from "../../../lib/model/ids.ts";
import type { ChatStatus, Membership } from "../../../lib/model/membership.ts";
import { isShutOut, noteMembership, noteSignOfLife } from "../../../lib/turn/note-membership.ts";
import { noonMs, textInbound } from "../../support/inbounds.ts";
import { openNodeJournal } from "../../support/node-journal.ts";

let journal: Journal;
beforeEach(() => {
  journal = openNodeJournal();
});

function word(status: ChatStatus, updateId: number, changedAtMs = noonMs): Membership {
  const chat = { type: "private" } as const;
  return { updateId: updateId as UpdateId, chatId: 42 as ChatId, chat, status, changedAtMs };
}

const note = (membership: Membership) => noteMembership(journal, membership, noonMs);
const statuses = () =>
  journal.outbox
    .unapplied()
    .flatMap(({ row }) => (row.kind === "chat_status" ? row.membership.status : []));

describe("what is heard of a chat", () => {
  test("is kept, and written behind at once", () => {
    expect(isShutOut(journal)).toBe(false);
    expect(note(word("blocked", 1))).toBe(true);
    expect(isShutOut(journal)).toBe(true);
    expect(statuses()).toEqual(["blocked"]);
    expect(journal.deadlines.at("relay")).toBe(noonMs);
    expect(journal.facts.read().threadId).toBe("42:0:42");
  });

  test.each([
    ["the same update", word("active", 5)],
    ["an update of the same second with a smaller number", word("active", 4)],
    ["an older one, whatever its number", word("active", 9, noonMs - 1000)],
  ])("is not changed by %s", (_which, late) => {
    note(word("left", 5));
    expect(note(late)).toBe(false);
    expect(isShutOut(journal)).toBe(true);
    expect(statuses()).toEqual(["left"]);
  });

  test("is changed by a later one, though numbers begin anew after a quiet week", () => {
    note(word("left", 5000));
    expect(note(word("active", 7, noonMs + 1000))).toBe(true);
    expect(isShutOut(journal)).toBe(false);
  });

  test("lets an answer that was put off end now", () => {
    journal.deadlines.set("turn", noonMs + 600_000);
    note(word("blocked", 1));
    expect(journal.deadlines.at("turn")).toBeNull();
  });
});

describe("a message", () => {
  const say = (id: number) => noteSignOfLife(journal, textInbound(id, "hello"), noonMs);

  test("opens a chat that was closed", () => {
    note(word("blocked", 1));
    say(2);
    expect(isShutOut(journal)).toBe(false);
    expect(statuses()).toEqual(["blocked", "active"]);
  });

  test("from before it was closed does not", () => {
    note(word("blocked", 3));
    say(2);
    expect(isShutOut(journal)).toBe(true);
  });

  test("says nothing new of a chat that is open", () => {
    say(2);
    expect(statuses()).toEqual([]);
  });
});
