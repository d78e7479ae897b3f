/** The Stop button below a message that grows. */
import type { SimMessage } from "../emulators/telegram/control.ts";

/** What a press of it would send. */
export function stopButton(markup: SimMessage["reply_markup"]): string | undefined {
  const buttons = (markup?.inline_keyboard ?? []).flat();
  const presses = buttons.flatMap((button) =>
    "callback_data" in button ? [button.callback_data] : [],
  );
  return presses.find((data) => data.startsWith("stop:"));
}
