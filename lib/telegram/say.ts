/** Says what is more than plain words: a question, a picture, an invoice. */
import { InputFile } from "grammy";
import type { Saying, StarsInvoice } from "../model/saying.ts";
import { type Answered, type BotApi, call } from "./bot-api.ts";
import { inlineKeyboard } from "./inline-keyboard.ts";
import type { Place } from "./place.ts";
import { placeInstead } from "./place-instead.ts";

export async function say(api: BotApi, place: Place, saying: Saying): Promise<Answered<unknown>> {
  const sent = await sayThere(api, place, saying);
  const elsewhere = placeInstead(sent, place);
  return elsewhere ? sayThere(api, elsewhere, saying) : sent;
}

function sayThere(api: BotApi, place: Place, saying: Saying): Promise<Answered<unknown>> {
  switch (saying.kind) {
    case "text": {
      const { text, buttons } = saying;
      return call(
        api.sendMessage({ ...place, text, ...(buttons.length > 0 && inlineKeyboard(buttons)) }),
      );
    }
    case "question": {
      const { text, placeholder } = saying;
      const force = { force_reply: true, input_field_placeholder: placeholder } as const;
      return call(api.sendMessage({ ...place, text, reply_markup: force }));
    }
    case "picture": {
      const { png, caption, buttons } = saying;
      const photo = new InputFile(png, "spent.png");
      return call(api.sendPhoto({ ...place, photo, caption, ...inlineKeyboard(buttons) }));
    }
    case "invoice":
      return call(api.sendInvoice({ ...place, ...invoiceFields(saying.invoice) }));
  }
}

/** Stars need no provider, and have exactly one price (Bot API, sendInvoice). */
function invoiceFields({ title, description, label, stars, payload }: StarsInvoice) {
  const prices = [{ label, amount: stars }];
  return { title, description, payload, provider_token: "", currency: "XTR", prices };
}
