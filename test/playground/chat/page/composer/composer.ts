/** Where the reader writes: words, files, voice, the command menu, and who speaks. */
import type { SimChat, UploadedFile } from "../../../../emulators/telegram/control.ts";
import { box, element } from "../dom/element.ts";
import { icon } from "../dom/icon.ts";
import { morphChildren } from "../dom/morph.ts";
import type { Actions } from "../model/actions.ts";
import { type Place, placeKey, samePlace } from "../model/place.ts";
import type { Store } from "../model/store.ts";
import type { ComposeTarget, State } from "../model/view-state.ts";
import { createAttachments, type Picked } from "./attachments.ts";
import { createCommandMenu } from "./command-menu.ts";
import { createGrowingField } from "./growing-field.ts";
import { readFile } from "./read-file.ts";
import { speakerChoice } from "./speaker-choice.ts";
import { targetBar, targetMessage } from "./target-bar.ts";
import { createVoiceButton } from "./voice-button.ts";

export const createComposer = (store: Store, actions: Actions) => {
  const attachments = createAttachments(actions.notify, () => showSendButton());
  const field = createGrowingField();
  const target = box("target-slot");
  const speaker = box("speaker-slot");
  const sendButton = element(
    "button",
    { type: "button", class: "round send", "aria-label": "Send" },
    icon("send"),
  );
  const voice = createVoiceButton(actions.notify, (file) => void sendVoice(file));
  const commands = createCommandMenu((command) => {
    field.set(`/${command} `);
    field.input.focus();
  });
  const line = box("line", attachments.button, field.input, voice.root, sendButton);
  const card = box("card", target, attachments.strip, speaker, line);
  const root = element("footer", { class: "composer" }, commands.root, card);
  let shownPlace: Place | null = null;
  let shownTarget: ComposeTarget = { kind: "new" };

  const showSendButton = (): void => {
    const hasContent = field.value().trim() !== "" || attachments.count() > 0;
    sendButton.hidden = !hasContent;
    voice.root.hidden = hasContent;
  };

  const deliver = async (place: Place, text: string, picked: readonly Picked[]) => {
    try {
      const files = await Promise.all(picked.map(({ file, as }) => readFile(file, as)));
      return await actions.send(place, text, files);
    } catch {
      actions.notify("A file could not be read.");
      return false;
    }
  };

  /** The words leave the field at once; a refusal brings them back. */
  const submit = async (): Promise<void> => {
    const place = store.get().view.open;
    const text = field.value().trim();
    const picked = attachments.take();
    if (!place || (text === "" && picked.length === 0)) return;
    field.set("");
    actions.keepUnsent(place, "");
    if (await deliver(place, text, picked)) actions.aim({ kind: "new" });
    else {
      field.set(text);
      attachments.putBack(picked);
    }
    showSendButton();
  };

  const sendVoice = async (voice: UploadedFile): Promise<void> => {
    const place = store.get().view.open;
    if (place && (await actions.send(place, "", [voice]))) actions.aim({ kind: "new" });
  };

  const startEditing = (state: State): void => {
    if (state.view.target === shownTarget) return;
    const wasEditing = shownTarget.kind === "edit";
    shownTarget = state.view.target;
    if (shownTarget.kind === "edit") {
      const message = targetMessage(state);
      field.set(message?.text ?? message?.caption ?? "");
    } else if (wasEditing) field.set("");
    if (shownTarget.kind !== "new") field.input.focus();
    showSendButton();
  };

  const update = (state: State, chat: SimChat, place: Place): void => {
    if (!samePlace(place, shownPlace)) {
      shownPlace = place;
      shownTarget = { kind: "new" };
      attachments.clear();
      field.set(state.view.unsent.get(placeKey(place)) ?? "");
      commands.show("", []);
      showSendButton();
    }
    startEditing(state);
    morphChildren(target, targetBar(state));
    morphChildren(speaker, speakerChoice(state, chat));
  };

  field.input.addEventListener("input", () => {
    const { view, data } = store.get();
    commands.show(field.value(), data.commands);
    showSendButton();
    if (view.open && view.target.kind !== "edit") actions.keepUnsent(view.open, field.value());
  });
  field.input.addEventListener("keydown", (event) => {
    if (commands.handleKey(event)) return;
    if (event.key === "Escape" && store.get().view.target.kind !== "new") {
      actions.aim({ kind: "new" });
      return event.preventDefault();
    }
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void submit();
  });
  field.input.addEventListener("paste", (event) =>
    attachments.takeFrom(event, event.clipboardData),
  );
  sendButton.addEventListener("click", () => void submit());
  target.addEventListener("click", () => actions.aim({ kind: "new" }));
  speaker.addEventListener("change", (event) => {
    const place = store.get().view.open;
    if (place && event.target instanceof HTMLSelectElement) {
      actions.speakAs(place.chatId, Number(event.target.value));
    }
  });
  attachments.acceptDrops(document.body);
  return { root, update };
};
