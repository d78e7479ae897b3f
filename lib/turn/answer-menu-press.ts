/** A button of a menu: the choice holds, whoever pressed is told, and the menu shows it where it stands. */
import type { Journal } from "../journal/journal.ts";
import type { PressReply } from "../model/direct-reply.ts";
import type { Inbound } from "../model/inbound.ts";
import { changeSetting } from "./change-setting.ts";
import { currentSettings } from "./current-settings.ts";
import type { ThreadPorts } from "./thread-ports.ts";

/** The choice first: a message sent right behind the press counts on it. A menu that cannot be edited is let be. */
export async function answerMenuPress(
  journal: Journal,
  ports: ThreadPorts,
  { inbound, reply }: { readonly inbound: Inbound; readonly reply: PressReply },
): Promise<void> {
  const { change, menu } = reply;
  if (change) await changeSetting(journal, ports, { inbound, change });
  if (!menu) return;
  const settings = await currentSettings(journal, ports, inbound.from.id);
  const edited = await ports.editMenu(inbound, menu(settings));
  if (edited.kind !== "ok")
    ports.log.warn("press.menu_unchanged", {
      update: inbound.updateId,
      reason: edited.description,
    });
}
