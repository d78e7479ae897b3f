/** What a link's address makes of its text. */
import type { RichText } from "grammy/types";
import { richError } from "./rich-error.ts";

export function addressText(href: string, text: RichText): RichText {
  const user = /^tg:\/\/user\?id=(\d+)$/.exec(href)?.[1];
  if (user !== undefined) {
    const id = Number(user);
    return { type: "text_mention", text, user: { id, is_bot: false, first_name: `User ${id}` } };
  }
  if (/^mailto:/i.test(href)) {
    const email = href.slice("mailto:".length);
    if (!/^[\w.+-]+@[\w-]+(\.[\w-]+)+$/.test(email)) throw richError("RICH_MESSAGE_EMAIL_INVALID");
    return { type: "email_address", text, email_address: email };
  }
  if (/^tel:/i.test(href)) {
    const phone = href.slice("tel:".length);
    if (!/^\+?\d[\d -]{2,}$/.test(phone)) throw richError("RICH_MESSAGE_PHONE_INVALID");
    return { type: "phone_number", text, phone_number: phone };
  }
  if (!/^(https?|tg|tonsite):\/\/[^\s/]+\S*$/i.test(href))
    throw richError(`RICH_MESSAGE_URL_INVALID: "${href}"`);
  return { type: "url", text, url: href };
}
