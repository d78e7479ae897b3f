/** A small dialog: focus stays inside, Escape and a click outside close it. */
import { box, type Child, element } from "./element.ts";

export type Modal = {
  readonly root: HTMLDialogElement;
  readonly close: () => void;
};

export const openModal = (title: string, content: readonly Child[], className = ""): Modal => {
  const root = element(
    "dialog",
    { class: `modal ${className}`, "aria-label": title },
    box("modal-card", element("h2", {}, title), ...content),
  );
  root.addEventListener("click", (event) => {
    if (event.target === root) root.close();
  });
  root.addEventListener("close", () => root.remove());
  document.body.append(root);
  root.showModal();
  return { root, close: () => root.close() };
};

type ModalButton = {
  readonly label: string;
  readonly run: () => void;
  readonly danger?: boolean;
};

/** Buttons at the foot of a dialog; each closes it, the last one is the main one. */
export const modalButtons = (modal: () => Modal, buttons: readonly ModalButton[]): HTMLElement =>
  box(
    "modal-buttons",
    ...buttons.map(({ label, run, danger }, index) => {
      const main = index === buttons.length - 1;
      const className = `${main ? "primary" : "plain"}${danger ? " danger" : ""}`;
      const button = element("button", { type: "button", class: className }, label);
      button.addEventListener("click", () => {
        modal().close();
        run();
      });
      return button;
    }),
  );

/** Enter in a text field presses the dialog's main button. */
export const submitOnEnter = (field: HTMLInputElement): void => {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    field.closest("dialog")?.querySelector<HTMLElement>(".primary")?.click();
  });
};

const nothing = (): void => undefined;

/** One sentence and a choice; "Cancel" and Escape do nothing. */
export const confirmModal = (title: string, text: string, action: ModalButton): void => {
  const buttons = modalButtons(() => modal, [{ label: "Cancel", run: nothing }, action]);
  const modal = openModal(title, [element("p", {}, text), buttons]);
};

export const alertModal = (title: string, text: string): void => {
  const buttons = modalButtons(() => modal, [{ label: "OK", run: nothing }]);
  const modal = openModal(title, [element("p", {}, text), buttons]);
};
