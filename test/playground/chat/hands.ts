/** What a person's hands do on the chat page, and where their eyes go. */
import type { Locator, Page } from "playwright-core";

/** The people every emulated world begins with. */
export const adaId = 1001;
export const borisId = 1002;
export const chenId = 1003;

export async function openChat(page: Page, chatId: number): Promise<void> {
  await page.locator(`[data-chat="${chatId}"]`).click();
  await page.locator(".composer textarea").waitFor();
}

export async function write(page: Page, text: string): Promise<void> {
  await page.locator(".composer textarea").fill(text);
  await page.keyboard.press("Enter");
}

export function newestBubble(page: Page): Locator {
  return page.locator(".message:not(.draft) .bubble").last();
}

export async function openMenuOn(page: Page, text: string): Promise<void> {
  await page.locator(".message .bubble", { hasText: text }).last().click({ button: "right" });
}
