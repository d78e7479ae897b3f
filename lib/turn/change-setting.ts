/** A person chooses something: it holds at once in this thread, soon in Postgres, and with the next turn in their others. */
import type { Journal } from "../journal/journal.ts";
import type { Inbound } from "../model/inbound.ts";
import { mergeSettings, type SettingChange, type StoredSettings } from "../model/settings.ts";
import type { ThreadPorts } from "./thread-ports.ts";

type Changing = { readonly inbound: Inbound; readonly change: SettingChange };

/** Once per update, however often it is tried; a choice that is older than the one that holds changes nothing. */
export async function changeSetting(
  journal: Journal,
  ports: ThreadPorts,
  { inbound, change: { name, value } }: Changing,
): Promise<void> {
  const { updateId, from } = inbound;
  const { facts, inbox, outbox, deadlines } = journal;
  const nowMs = ports.clock.now();
  // When it came, not when it is tried: a second try must be the same change.
  const changedAtMs = inbox.receivedAtMs([updateId]) ?? nowMs;
  const before = facts.settings();
  const add: StoredSettings = { [name]: { value, changedAtMs, updateId } };
  const after = mergeSettings(before, add);
  if (before[name]?.updateId === updateId || after[name]?.updateId !== updateId) return;
  journal.transact(() => {
    facts.writeSettings(after);
    outbox.append([
      { kind: "user", user: from, seenAtMs: inbound.sentAtMs },
      { kind: "settings", userId: from.id, settings: add },
    ]);
    deadlines.set("relay", nowMs);
  });
  const previous = before[name];
  const drop = previous ? { [name]: previous } : {};
  await ports.cacheSettings({ userId: from.id, add, drop });
}
