/** The bot's commands, offered while the words begin with a slash. */
import type { Snapshot } from "../../../../emulators/telegram/control.ts";
import { element } from "../dom/element.ts";

type Commands = Snapshot["commands"];

const matching = (text: string, commands: Commands): Commands => {
  const typed = /^\/(\w*)$/.exec(text)?.[1];
  return typed === undefined ? [] : commands.filter(({ command }) => command.startsWith(typed));
};

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

export const createCommandMenu = (choose: (command: string) => void) => {
  const root = element("div", {
    class: "commands",
    role: "listbox",
    "aria-label": "Commands",
    hidden: true,
  });
  let offered: Commands = [];
  let selected = 0;

  const option = ({ command, description }: Commands[number], index: number): HTMLElement => {
    const node = element(
      "button",
      {
        type: "button",
        class: "command",
        role: "option",
        tabindex: -1,
        "aria-selected": String(index === selected),
      },
      element("b", {}, `/${command}`),
      element("span", {}, description),
    );
    node.addEventListener("click", () => pick(index));
    return node;
  };

  const draw = (): void => {
    root.hidden = offered.length === 0;
    root.replaceChildren(...offered.map(option));
    root.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  };

  const show = (text: string, commands: Commands): void => {
    offered = matching(text, commands);
    selected = 0;
    draw();
  };

  const pick = (index: number): void => {
    const chosen = offered[index];
    show("", []);
    if (chosen) choose(chosen.command);
  };

  /** True where the key was the menu's. */
  const handleKey = (event: KeyboardEvent): boolean => {
    if (offered.length === 0) return false;
    const step = steps[event.key];
    // A command typed to its end is sent by Enter, not chosen once more.
    const isComplete =
      event.target instanceof HTMLTextAreaElement &&
      event.target.value === `/${offered[selected]?.command}`;
    if (step) selected = (selected + step + offered.length) % offered.length;
    else if (event.key === "Escape") offered = [];
    else if (event.key === "Tab" || (event.key === "Enter" && !isComplete)) pick(selected);
    else {
      if (event.key === "Enter") show("", []);
      return false;
    }
    event.preventDefault();
    draw();
    return true;
  };

  return { root, show, handleKey };
};
