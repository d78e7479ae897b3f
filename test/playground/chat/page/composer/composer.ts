/** Where the reader writes: words, files, voice, the command menu, and who speaks. */
import type { SimChat } from "../../../../emulators/telegram/control.ts";
import { box, element } from "../dom/element.ts";
import { icon } from "../dom/icon.ts";
import type { Actions } from "../model/actions.ts";
import { type Place, placeKey, samePlace } from "../model/place.ts";
import type { Store } from "../model/store.ts";
import type { ComposeTarget, State } from "../model/view-state.ts";
import { createAttachments } from "./attachments.ts";
import { createCommandMenu } from "./command-menu.ts";
import { createGrowingField } from "./growing-field.ts";
import { createOutbox } from "./outbox.ts";
import type { Picked } from "./read-file.ts";
import { createSpeakerChoice } from "./speaker-choice.ts";
import { createTargetBar, targetMessage } from "./target-bar.ts";
import { createVoiceButton } from "./voice-button.ts";

export const createComposer = (store: Store, actions: Actions) => {
  const outbox = createOutbox(actions);
  const attachments = createAttachments(actions.notify, () => showSendButton());
  const field = createGrowingField();
  const target = createTargetBar(actions);
  const speaker = createSpeakerChoice(store, actions);
  const sendAttributes = { type: "button", class: "round send", "aria-label": "Send" };
  const sendButton = element("button", sendAttributes, icon("send"));
  const voice = createVoiceButton(actions.notify, (sound) => void sendVoice(sound));
  const commands = createCommandMenu((command) => {
    field.set(`/${command} `);
    field.input.focus();
  });
  const line = box("line", attachments.button, field.input, voice.root, sendButton);
  const card = box("card", target.root, attachments.strip, speaker.root, line);
  const root = element("footer", { class: "composer" }, commands.root, card);
  let shownPlace: Place | null = null;
  let shownTarget: ComposeTarget = { kind: "new" };

  const showSendButton = (): void => {
    const hasContent = field.value().trim() !== "" || attachments.count() > 0;
    sendButton.hidden = !hasContent;
    voice.root.hidden = hasContent;
  };

  const aimAt = (next: ComposeTarget): void => {
    shownTarget = next;
    actions.aim(next);
  };

  const setWords = (text: string): void => {
    field.set(text);
    showSendButton();
  };

  /** Words, files and target leave the composer at once; a refusal brings them back. */
  const submit = async (): Promise<void> => {
    const { open: place, target: aim } = store.get().view;
    const text = field.value().trim();
    const picked = attachments.take();
    if (!place || (text === "" && picked.length === 0)) return;
    setWords("");
    actions.keepUnsent(place, "");
    aimAt({ kind: "new" });
    if (await outbox({ place, text, picked, target: aim })) return;
    actions.keepUnsent(place, text);
    if (!samePlace(place, store.get().view.open)) return;
    aimAt(aim);
    setWords(text);
    attachments.putBack(picked);
  };

  const sendVoice = async (sound: Picked): Promise<void> => {
    const { open: place, target: aim } = store.get().view;
    if (!place) return;
    aimAt({ kind: "new" });
    await outbox({ place, text: "", picked: [sound], target: aim });
  };

  const showTarget = (state: State): void => {
    target.update(state);
    field.hint(targetMessage(state)?.forceReply?.placeholder);
    if (state.view.target === shownTarget) return;
    const wasEditing = shownTarget.kind === "edit";
    shownTarget = state.view.target;
    if (shownTarget.kind === "edit") {
      const message = targetMessage(state);
      setWords(message?.text ?? message?.caption ?? "");
    } else if (wasEditing) setWords("");
    if (shownTarget.kind !== "new") field.input.focus();
  };

  const showPlace = (state: State, place: Place): void => {
    if (samePlace(place, shownPlace)) return;
    shownPlace = place;
    shownTarget = { kind: "new" };
    attachments.clear();
    commands.show("", []);
    setWords(state.view.unsent.get(placeKey(place)) ?? "");
  };

  const update = (state: State, chat: SimChat, place: Place): void => {
    showPlace(state, place);
    showTarget(state);
    speaker.update(state, chat);
  };

  const onInput = (): void => {
    const { view, data } = store.get();
    commands.show(field.value(), data.commands);
    showSendButton();
    if (view.open && view.target.kind !== "edit") actions.keepUnsent(view.open, field.value());
  };

  const onKey = (event: KeyboardEvent): void => {
    if (commands.handleKey(event)) return;
    const givesUp = event.key === "Escape" && store.get().view.target.kind !== "new";
    const sends = event.key === "Enter" && !event.shiftKey && !event.isComposing;
    if (!givesUp && !sends) return;
    event.preventDefault();
    if (givesUp) actions.aim({ kind: "new" });
    else void submit();
  };

  field.input.addEventListener("input", onInput);
  field.input.addEventListener("keydown", onKey);
  field.input.addEventListener("paste", (event) =>
    attachments.takeFrom(event, event.clipboardData),
  );
  sendButton.addEventListener("click", () => void submit());
  attachments.acceptDrops(document.body);
  return { root, update };
};
