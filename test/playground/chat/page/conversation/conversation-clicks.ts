/** One listener for everything that can be clicked inside messages. */
import type { CallbackAnswer, SimMessage } from "../../../../emulators/telegram/control.ts";
import { openPhoto } from "../dialogs/photo-dialog.ts";
import { copyText } from "../dom/copy-text.ts";
import { closestData } from "../dom/element.ts";
import { alertModal, confirmModal } from "../dom/modal.ts";
import { safeUrl } from "../dom/safe-url.ts";
import type { Actions } from "../model/actions.ts";
import { togglePlay } from "./sound-player.ts";

export type ConversationClicks = {
  readonly actions: Actions;
  readonly messageAt: (node: Element) => SimMessage | null;
  readonly jumpTo: (messageId: number) => void;
  readonly sendText: (text: string) => void;
  readonly stopDraft: () => void;
};

type Handler = (value: string, node: HTMLElement) => void;

const askAndOpen = (address: string): void => {
  const url = safeUrl(address);
  if (!url) return;
  confirmModal("Open this link?", url, {
    label: "Open",
    run: () => void window.open(url, "_blank", "noopener,noreferrer"),
  });
};

const showAnswer = (answer: CallbackAnswer | null, actions: Actions): void => {
  if (answer?.url) askAndOpen(answer.url);
  if (!answer?.text) return;
  if (answer.showAlert) alertModal("Message", answer.text);
  else actions.notify(answer.text);
};

const pressButton = async (node: HTMLElement, data: string, page: ConversationClicks) => {
  const message = page.messageAt(node);
  if (!message || node.hasAttribute("data-ui-waiting")) return;
  node.setAttribute("data-ui-waiting", "");
  showAnswer(await page.actions.press(message, data), page.actions);
  node.removeAttribute("data-ui-waiting");
};

/** Stars of the playground are free: a press pays, and the bot's no is shown as Telegram shows it. */
const payInvoice = async (node: HTMLElement, page: ConversationClicks) => {
  const message = page.messageAt(node);
  if (!message || node.hasAttribute("data-ui-waiting")) return;
  node.setAttribute("data-ui-waiting", "");
  const refusal = await page.actions.pay(message);
  node.removeAttribute("data-ui-waiting");
  if (refusal !== null) alertModal("Not paid", refusal);
};

/** Scrolls to a footnote or an anchor of the same message. */
const jumpInside = (name: string, node: HTMLElement): void => {
  const goals = node.closest(".rich")?.querySelectorAll<HTMLElement>("[data-name]") ?? [];
  const goal = [...goals].find((candidate) => candidate.dataset.name === name);
  (goal ?? node.closest(".rich"))?.scrollIntoView({
    behavior: "smooth",
    block: "center",
  });
};

const handlersOf = (page: ConversationClicks): Readonly<Record<string, Handler>> => ({
  callback: (data, node) => void pressButton(node, data, page),
  pay: (_value, node) => void payInvoice(node, page),
  "open-url": askAndOpen,
  "copy-text": (text) => copyText(text, page.actions.notify),
  "copy-code": (_value, node) => {
    const code = node.closest(".code-block")?.querySelector("code");
    copyText(code?.textContent ?? "", page.actions.notify);
  },
  command: page.sendText,
  jump: (messageId) => page.jumpTo(Number(messageId)),
  "jump-name": jumpInside,
  photo: openPhoto,
  play: (fileId, node) => {
    togglePlay(node, fileId).catch(() => page.actions.notify("This sound cannot be played here."));
  },
  stop: page.stopDraft,
  spoiler: (_value, node) => node.setAttribute("data-ui-revealed", ""),
});

/** A link whose words already are its address opens directly; any other shows where it leads first. */
const followLink = (event: MouseEvent): void => {
  const anchor = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(anchor instanceof HTMLAnchorElement) || anchor.hasAttribute("download")) return;
  if (safeUrl(anchor.textContent) === anchor.href) return;
  event.preventDefault();
  askAndOpen(anchor.href);
};

export const listenForClicks = (root: HTMLElement, page: ConversationClicks): void => {
  const handlers = Object.entries(handlersOf(page));
  root.addEventListener("click", (event) => {
    for (const [name, handle] of handlers) {
      const found = closestData(event, name);
      if (found) return handle(found.value, found.node);
    }
    followLink(event);
  });
};
