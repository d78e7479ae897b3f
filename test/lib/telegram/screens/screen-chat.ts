/** Chats of the strict stand-in for Telegram, in which screens show what they are given. */
import type { Api } from "grammy";
import { type AnswerView, nothingToSee } from "../../../../lib/telegram/answer-view.ts";
import { type BotApi, openBotApi } from "../../../../lib/telegram/bot-api.ts";
import type { Screen } from "../../../../lib/telegram/screens/screen.ts";
import type { Fault, RecordedCall, Snapshot } from "../../../emulators/telegram/control.ts";
import { type Rig, startRig } from "../../../emulators/telegram/testing/rig.ts";

export const view = (changes: Partial<AnswerView>): AnswerView => ({ ...nothingToSee, ...changes });
export const words = view({ text: "**Ahoy** <b>" });
export const full = view({ thinking: "Hm.", working: ["Searching…"], text: "Ahoy" });
export const title = "Thoughts";
export const show = (screen: Screen, seen: AnswerView | null) => screen.show(async () => seen);

export type ScreenChat = Awaited<ReturnType<typeof newChat>>;
export type Screens = {
  readonly api: BotApi;
  /** For what a person would do in the bot's place. */
  readonly bot: Api;
  readonly newChat: (type: "private" | "supergroup") => Promise<ScreenChat>;
  readonly stop: () => Promise<void>;
};

export async function startScreens(): Promise<Screens> {
  const rig = await startRig({ limits: "off" });
  const { token, apiRoot } = rig.telegram;
  return {
    api: openBotApi({ token, apiRoot }),
    bot: rig.api,
    newChat: (type) => newChat(rig, type),
    stop: () => rig.telegram.stop(),
  };
}

let lastUserId = 7000;

async function newChat({ sim }: Rig, type: "private" | "supergroup") {
  lastUserId += 1;
  const members = [{ id: lastUserId, firstName: "Ada", languageCode: "en" }];
  const { chat } = await sim<{ chat: { id: number } }>("/chats", { type, title: "Ada", members });
  const { id } = chat;
  return {
    id,
    draft: { place: { chat_id: id }, draftId: 31 },

    /** What Telegram answers to the next call of the method here. */
    fault: (method: string, description: string, code = 400): Promise<unknown> =>
      sim("/faults", { method, chatId: id, kind: "error", code, description } satisfies Fault),

    /** Of every call so far, in order. */
    async methods(): Promise<string[]> {
      const { calls } = await sim<{ calls: RecordedCall[] }>("/calls");
      return calls.filter(({ params }) => params.chat_id === id).map(({ method }) => method);
    },

    async drafts() {
      const { drafts } = await sim<Snapshot>("/state");
      return drafts.filter(({ chatId }) => chatId === id);
    },

    async messages() {
      const { messages } = await sim<Snapshot>("/state");
      return messages.filter((message) => message.chat.id === id);
    },
  };
}
