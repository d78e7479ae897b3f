/** Everything the reader can do, as functions; a refusal becomes a toast, never a silent failure. */

import type { Message } from "grammy/types";
import type {
  CallbackAnswer,
  CreateChat,
  Draft,
  UploadedFile,
} from "../../../../emulators/telegram/control.ts";
import { groupForSending } from "../composer/albums.ts";
import { control } from "./control-client.ts";
import { speakerOf } from "./people.ts";
import { type Place, placeKey, placeOf } from "./place.ts";
import type { Store } from "./store.ts";
import { type ComposeTarget, openPlace } from "./view-state.ts";

export type Outgoing = {
  readonly place: Place;
  readonly text: string;
  readonly files: readonly UploadedFile[];
  readonly target: ComposeTarget;
};

export type Notify = (text: string) => void;
export type Actions = ReturnType<typeof createActions>;

export const createActions = (store: Store, notify: Notify) => {
  const speakerIn = (chatId: number): number => {
    const chat = store.get().data.chats.find((other) => other.id === chatId);
    return chat ? speakerOf(store.get(), chat) : 0;
  };

  const attempt = async <Answer>(work: Promise<Answer>): Promise<Answer | null> => {
    try {
      return await work;
    } catch (error) {
      notify(error instanceof Error ? error.message : String(error));
      return null;
    }
  };

  const open = (place: Place | null): void =>
    store.change((state) => ({ view: openPlace(state, place) }));

  const aim = (target: ComposeTarget): void =>
    store.change(({ view }) => ({ view: { ...view, target } }));

  const speakAs = (chatId: number, userId: number): void =>
    store.change(({ view }) => ({
      view: { ...view, speakers: new Map(view.speakers).set(chatId, userId) },
    }));

  const pointerTo = (message: Message) => ({
    chatId: message.chat.id,
    messageId: message.message_id,
    userId: speakerIn(message.chat.id),
  });

  /** Resolves to false when something was refused, so that the composer can keep the words. */
  const send = async ({ place, text, files, target }: Outgoing): Promise<boolean> => {
    const where = {
      chatId: place.chatId,
      userId: speakerIn(place.chatId),
      ...(place.topicId === 0 ? {} : { topicId: place.topicId }),
    };
    if (target.kind === "edit") {
      return (
        (await attempt(control.edit({ ...where, messageId: target.messageId, text }))) !== null
      );
    }
    const reply = target.kind === "reply" ? { replyToMessageId: target.messageId } : {};
    for (const [index, group] of groupForSending(files).entries()) {
      const words = index === 0 && text ? { text } : {};
      const media = group.length > 0 ? { files: group } : {};
      if ((await attempt(control.send({ ...where, ...words, ...media, ...reply }))) === null)
        return false;
    }
    return true;
  };

  return {
    open,
    aim,
    send,
    notify,
    speakAs,
    keepUnsent: (place: Place, text: string): void =>
      store.change(({ view }) => ({
        view: {
          ...view,
          unsent: new Map(view.unsent).set(placeKey(place), text),
        },
      })),
    remove: (message: Message) =>
      attempt(
        control.remove({
          ...pointerTo(message),
          userId: message.from?.id ?? 0,
        }),
      ),
    forward: async (message: Message, to: Place): Promise<void> => {
      const from = placeOf(message);
      const sent = await attempt(
        control.forward({
          fromChatId: from.chatId,
          messageIds: [message.message_id],
          to,
          userId: speakerIn(from.chatId),
        }),
      );
      if (!sent) return;
      speakAs(to.chatId, speakerIn(from.chatId));
      open(to);
    },
    press: async (message: Message, data: string): Promise<CallbackAnswer | null> =>
      (await attempt(control.press({ ...pointerTo(message), data })))?.answer ?? null,
    /** The bot's own words where it would not be paid; null where all is well. */
    pay: async (message: Message): Promise<string | null> => {
      const outcome = await attempt(control.pay(pointerTo(message)));
      return outcome === null || outcome.paid ? null : outcome.error;
    },
    stop: (draft: Draft) => attempt(control.stop(draft, draft.draftId, speakerIn(draft.chatId))),
    createChat: async (chat: CreateChat): Promise<void> => {
      const created = await attempt(control.createChat(chat));
      if (created) open({ chatId: created.chat.id, topicId: 0 });
    },
    createTopic: async (chatId: number, name: string): Promise<void> => {
      const created = await attempt(control.createTopic(chatId, name));
      if (created) open({ chatId, topicId: created.topic.id });
    },
  };
};
