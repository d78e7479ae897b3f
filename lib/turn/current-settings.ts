/** What holds for a person right now, for a menu that shows it. */
import type { Journal } from "../journal/journal.ts";
import type { UserId } from "../model/ids.ts";
import { type EffectiveSettings, settingsOf, withDefaults } from "../model/settings.ts";
import type { ThreadPorts } from "./thread-ports.ts";
import { learn } from "./with-settings.ts";

export async function currentSettings(
  journal: Journal,
  ports: ThreadPorts,
  userId: UserId,
): Promise<EffectiveSettings> {
  const known = await ports.readSettings({ userId, own: journal.facts.settings() });
  if (known.unknownToCache) ports.inBackground(ports.cacheSettings(known.unknownToCache));
  return withDefaults(settingsOf(learn(journal, known.stored)), ports.rules.model);
}
