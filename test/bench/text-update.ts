/** A private text message as Telegram posts it, for benches that speak to the webhook directly. */

/** Far above the ids the emulator gives, so that no update is taken for a duplicate. */
let lastId = 900_000_000;

export function textUpdate(chatId: number, text: string): string {
  lastId += 1;
  return JSON.stringify({
    update_id: lastId,
    message: {
      message_id: lastId,
      date: Math.floor(Date.now() / 1000),
      chat: { id: chatId, type: "private", first_name: "Passenger" },
      from: { id: chatId, is_bot: false, first_name: "Passenger", language_code: "en" },
      text,
    },
  });
}
