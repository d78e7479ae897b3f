/** Asks for a new chat: its kind, its name, its people. */
import type { CreateChat, SimUser } from "../../../../emulators/telegram/control.ts";
import { box, element } from "../dom/element.ts";
import { modalButtons, openModal, submitOnEnter } from "../dom/modal.ts";

const kinds = { private: "Private", group: "Group", forum: "Forum" } as const;
type Kind = keyof typeof kinds;

const kindChoice = (kind: Kind): HTMLElement =>
  element(
    "label",
    { class: "segment" },
    element("input", {
      type: "radio",
      name: "kind",
      value: kind,
      checked: kind === "private",
    }),
    element("span", {}, kinds[kind]),
  );

const memberChoice = (user: SimUser): HTMLElement =>
  element(
    "label",
    { class: "member" },
    element("input", {
      type: "checkbox",
      name: "member",
      value: user.id,
      checked: true,
    }),
    element("span", {}, user.firstName),
  );

const newPerson = (users: readonly SimUser[], firstName: string): SimUser => ({
  id: Math.max(1000, ...users.map((user) => user.id)) + 1,
  firstName,
  languageCode: navigator.language.slice(0, 2),
});

const chatOf = (kind: Kind, title: string, members: readonly SimUser[]): CreateChat => {
  if (kind === "forum") return { type: "supergroup", title, isForum: true, members };
  return { type: kind === "group" ? "supergroup" : "private", title, members };
};

export const openNewChatDialog = (
  users: readonly SimUser[],
  create: (chat: CreateChat) => void,
): void => {
  const title = element("input", {
    class: "field",
    placeholder: "Name of the person",
    "aria-label": "Name",
    maxlength: 64,
  });
  const members = element(
    "fieldset",
    { class: "members", hidden: true },
    element("legend", {}, "Members"),
    ...users.map(memberChoice),
  );
  const segments = box("segments", ...(Object.keys(kinds) as Kind[]).map(kindChoice));
  const chosenKind = (): Kind =>
    (segments.querySelector<HTMLInputElement>("input:checked")?.value ?? "private") as Kind;
  segments.addEventListener("change", () => {
    const isPrivate = chosenKind() === "private";
    members.hidden = isPrivate;
    title.placeholder = isPrivate ? "Name of the person" : "Name of the group";
  });
  const submit = (): void => {
    const name = title.value.trim();
    if (!name) return;
    const kind = chosenKind();
    const chosen = [...members.querySelectorAll<HTMLInputElement>("input:checked")].map(
      ({ value }) => Number(value),
    );
    const people =
      kind === "private"
        ? [newPerson(users, name)]
        : users.filter((user) => chosen.includes(user.id));
    create(chatOf(kind, name, people));
  };
  const buttons = modalButtons(
    () => modal,
    [
      { label: "Cancel", run: () => undefined },
      { label: "Create", run: submit },
    ],
  );
  const modal = openModal("New chat", [segments, title, members, buttons]);
  submitOnEnter(title);
  title.focus();
};
