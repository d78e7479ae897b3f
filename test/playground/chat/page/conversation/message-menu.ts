/** What can be done with a message: reply, copy, forward, and one's own edited or deleted. */
import type { SimMessage } from "../../../../emulators/telegram/control.ts";
import { openForwardDialog } from "../dialogs/forward-dialog.ts";
import { copyText } from "../dom/copy-text.ts";
import { confirmModal } from "../dom/modal.ts";
import { type MenuItem, openMenu, type ScreenPoint } from "../dom/popup-menu.ts";
import type { Actions } from "../model/actions.ts";
import { speakerOf } from "../model/people.ts";
import type { State } from "../model/view-state.ts";

const wordsOf = (message: SimMessage): string =>
  message.richMarkdown ?? message.text ?? message.caption ?? "";

const canEdit = (message: SimMessage): boolean =>
  message.text !== undefined || message.caption !== undefined || message.photo !== undefined;

export const openMessageMenu = (
  message: SimMessage,
  point: ScreenPoint,
  { state, actions }: { readonly state: State; readonly actions: Actions },
): void => {
  const { message_id: messageId } = message;
  const chat = state.data.chats.find((other) => other.id === message.chat.id);
  const speakerId = chat ? speakerOf(state, chat) : 0;
  const isOwn = message.from?.id === speakerId;
  const askAndRemove = (): void =>
    confirmModal("Delete message", "It disappears for everybody in this chat.", {
      label: "Delete",
      danger: true,
      run: () => void actions.remove(message),
    });
  const items: (MenuItem | false)[] = [
    {
      label: "Reply",
      icon: "reply",
      run: () => actions.aim({ kind: "reply", messageId }),
    },
    wordsOf(message) !== "" && {
      label: "Copy text",
      icon: "copy",
      run: () => copyText(wordsOf(message), actions.notify),
    },
    isOwn &&
      canEdit(message) && {
        label: "Edit",
        icon: "edit",
        run: () => actions.aim({ kind: "edit", messageId }),
      },
    {
      label: "Forward",
      icon: "forward",
      run: () =>
        openForwardDialog(state, speakerId, (place) => void actions.forward(message, place)),
    },
    isOwn && {
      label: "Delete",
      icon: "delete",
      danger: true,
      run: askAndRemove,
    },
  ];
  openMenu(
    point,
    items.filter((item) => item !== false),
  );
};
