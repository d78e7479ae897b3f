/** Updates as Telegram posts them, for benches that speak to the webhook directly. */

/** Far above the ids the emulator gives, so that no update is taken for a duplicate. */
let lastId = 900_000_000;

export function textUpdate(chatId: number, text: string): string {
  return updateWith(chatId, { text });
}

export type TelegramDocument = {
  readonly file_id: string;
  readonly file_unique_id: string;
  readonly file_size?: number | undefined;
};

/** Each is a file of its own: one that is known already would not be fetched again. */
export function documentUpdate(chatId: number, document: TelegramDocument): string {
  const file_unique_id = `${document.file_unique_id}-${lastId}`;
  return updateWith(chatId, { document: { ...document, file_unique_id } });
}

export type CheckoutAsked = {
  readonly payerId: number;
  readonly payload: string;
  readonly stars: number;
};

/** The stand-in knows no such payment and takes the answer for one that comes too late: it hears it all the same. */
export function checkoutUpdate({ payerId, payload, stars }: CheckoutAsked): string {
  lastId += 1;
  return JSON.stringify({
    update_id: lastId,
    pre_checkout_query: {
      id: String(lastId),
      from: { id: payerId, is_bot: false, first_name: "Passenger", language_code: "en" },
      currency: "XTR",
      total_amount: stars,
      invoice_payload: payload,
    },
  });
}

function updateWith(chatId: number, content: object): string {
  lastId += 1;
  return JSON.stringify({
    update_id: lastId,
    message: {
      message_id: lastId,
      date: Math.floor(Date.now() / 1000),
      chat: { id: chatId, type: "private", first_name: "Passenger" },
      from: { id: chatId, is_bot: false, first_name: "Passenger", language_code: "en" },
      ...content,
    },
  });
}
