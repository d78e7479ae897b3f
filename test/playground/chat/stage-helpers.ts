/** Small helpers around the stage: people who speak, updates that are waited for, a picture. */
import type { Api } from "grammy";
import type { Update } from "grammy/types";
import type { SendMessage } from "../../emulators/telegram/control.ts";
import type { ChatStage } from "./open-chat-page.ts";

const allowedUpdates = [
  "message",
  "edited_message",
  "callback_query",
  "pre_checkout_query",
  "stopped_message_generation",
] as const;
const pollSeconds = 3;

let offset = 0;

/** The next update that matches, in order; those before it are confirmed and forgotten. */
export const nextUpdate = async (
  api: Api,
  matches: (update: Update) => boolean,
): Promise<Update> => {
  for (;;) {
    const [update] = await api.getUpdates({
      offset,
      limit: 1,
      timeout: pollSeconds,
      allowed_updates: allowedUpdates,
    });
    if (!update) throw new Error(`No matching update came within ${pollSeconds} s.`);
    offset = update.update_id + 1;
    if (matches(update)) return update;
  }
};

export const sayAs = async ({ telegram }: ChatStage, message: SendMessage): Promise<void> => {
  const response = await fetch(`${telegram.url}/sim/messages`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-sim-key": telegram.controlKey },
    body: JSON.stringify(message),
  });
  if (!response.ok) throw new Error(await response.text());
};

/** A one-pixel picture, as a file picker would give it. */
export const pngFile = (name: string) => ({
  name,
  mimeType: "image/png",
  buffer: Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
    "base64",
  ),
});
