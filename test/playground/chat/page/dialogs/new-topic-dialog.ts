/** Asks for the name of a forum's new topic. */
import { element } from "../dom/element.ts";
import { modalButtons, openModal, submitOnEnter } from "../dom/modal.ts";

export const openNewTopicDialog = (create: (name: string) => void): void => {
  const field = element("input", {
    class: "field",
    placeholder: "Name of the topic",
    "aria-label": "Name of the topic",
    maxlength: 128,
  });
  const submit = (): void => {
    if (field.value.trim()) create(field.value.trim());
  };
  const buttons = modalButtons(
    () => modal,
    [
      { label: "Cancel", run: () => undefined },
      { label: "Create", run: submit },
    ],
  );
  const modal = openModal("New topic", [field, buttons]);
  submitOnEnter(field);
  field.focus();
};
