/** The emulator's control protocol, as fetch calls; the cookie of `GET /?key=…` opens the door. */
import type {
  CallbackAnswer,
  CreateChat,
  EditMessage,
  PaymentOutcome,
  SendMessage,
  SimChat,
  SimTopic,
} from "../../../../emulators/telegram/control.ts";
import type { Place } from "./place.ts";

export type Pointer = {
  readonly chatId: number;
  readonly messageId: number;
  readonly userId: number;
};

export type Forward = {
  readonly fromChatId: number;
  readonly messageIds: readonly number[];
  readonly to: Place;
  readonly userId: number;
};

const errorText = async (response: Response): Promise<string> => {
  const body: unknown = await response.json().catch(() => null);
  if (typeof body === "object" && body !== null && "error" in body) return String(body.error);
  return `The emulator answered ${response.status}.`;
};

/** @throws Error with the emulator's own sentence when it refuses. */
const post = async <Answer>(path: string, body: unknown): Promise<Answer> => {
  const response = await fetch(`/sim/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await errorText(response));
  return (await response.json()) as Answer;
};

const topicField = (topicId: number) => (topicId === 0 ? {} : { topicId });

export const control = {
  send: (message: SendMessage) => post<unknown>("messages", message),
  edit: (edit: EditMessage) => post<unknown>("edits", edit),
  remove: (pointer: Pointer) => post<unknown>("deletions", pointer),
  forward: ({ fromChatId, messageIds, to, userId }: Forward) =>
    post<unknown>("forwards", {
      fromChatId,
      messageIds,
      toChatId: to.chatId,
      userId,
      ...topicField(to.topicId),
    }),
  press: (press: Pointer & { readonly data: string }) =>
    post<{ readonly answer: CallbackAnswer | null }>("callbacks", press),
  pay: (pointer: Pointer) => post<PaymentOutcome>("payments", pointer),
  stop: (place: Place, draftId: number, userId: number) =>
    post<unknown>("stops", {
      chatId: place.chatId,
      draftId,
      userId,
      ...topicField(place.topicId),
    }),
  createChat: (chat: CreateChat) => post<{ readonly chat: SimChat }>("chats", chat),
  createTopic: (chatId: number, name: string) =>
    post<{ readonly topic: SimTopic }>("topics", { chatId, name }),
};

export const fileUrl = (fileId: string): string => `/sim/files/${encodeURIComponent(fileId)}`;
