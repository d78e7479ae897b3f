/** Files waiting to be sent: picked, dropped or pasted; shown as a strip above the words. */
import type { UploadedFile } from "../../../../emulators/telegram/control.ts";
import { box, element } from "../dom/element.ts";
import { icon } from "../dom/icon.ts";
import { sizeText } from "../model/time-text.ts";
import { type Picked, uploadKind } from "./read-file.ts";

/** What a user may upload for a bot to read (Bot API, getFile): larger files never reach it. */
const largestBytes = 20 * 1024 * 1024;

type Waiting = { readonly file: File; readonly node: HTMLElement };

const preview = (file: File): HTMLElement => {
  if (uploadKind(file.type) !== "photo")
    return element("span", { class: "file-icon" }, icon("file"));
  const image = element("img", { src: URL.createObjectURL(file), alt: "" });
  image.addEventListener("load", () => URL.revokeObjectURL(image.src), {
    once: true,
  });
  return image;
};

export const createAttachments = (notify: (text: string) => void, changed: () => void) => {
  let waiting: readonly Waiting[] = [];
  const picker = element("input", {
    type: "file",
    multiple: true,
    hidden: true,
  });
  const attach = element(
    "button",
    { type: "button", class: "round", "aria-label": "Attach files" },
    icon("attach"),
  );
  const asFiles = element("input", { type: "checkbox" });
  const plain = element("label", { class: "as-files" }, asFiles, "Send photos as files");
  const items = box("strip-items");
  const strip = element("div", { class: "strip", hidden: true }, items, plain);

  const show = (next: readonly Waiting[]): void => {
    waiting = next;
    items.replaceChildren(...waiting.map(({ node }) => node));
    strip.hidden = waiting.length === 0;
    plain.hidden = !waiting.some(({ file }) => uploadKind(file.type) === "photo");
    changed();
  };

  const entry = (file: File): Waiting => {
    const remove = element(
      "button",
      { type: "button", class: "remove", "aria-label": `Remove ${file.name}` },
      icon("close"),
    );
    const name = box("file-name", file.name);
    const facts = box("file-facts", name, box("file-size", sizeText(file.size)));
    const node = box("waiting", preview(file), facts, remove);
    const waitingFile = { file, node };
    remove.addEventListener("click", () => show(waiting.filter((other) => other !== waitingFile)));
    return waitingFile;
  };

  const add = (files: Iterable<File>): void => {
    const all = [...files];
    const fitting = all.filter((file) => file.size <= largestBytes);
    if (fitting.length < all.length) notify("Bots can read files up to 20 MB only.");
    show([...waiting, ...fitting.map(entry)]);
  };

  const takeFrom = (event: Event, transfer: DataTransfer | null): void => {
    if (!transfer || transfer.files.length === 0) return;
    event.preventDefault();
    add(transfer.files);
  };

  const acceptDrops = (area: HTMLElement): void => {
    const mark = (isOver: boolean): void => {
      area.classList.toggle("dropping", isOver);
    };
    area.addEventListener("dragover", (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      mark(true);
    });
    area.addEventListener("dragleave", (event) => mark(event.relatedTarget !== null));
    area.addEventListener("drop", (event) => {
      mark(false);
      takeFrom(event, event.dataTransfer);
    });
  };

  attach.addEventListener("click", () => picker.click());
  picker.addEventListener("change", () => {
    add(picker.files ?? []);
    picker.value = "";
  });

  const kindOf = (file: File): UploadedFile["as"] =>
    asFiles.checked && uploadKind(file.type) === "photo" ? "document" : uploadKind(file.type);

  /** Hands over what waits and leaves the strip empty. */
  const take = (): Picked[] => {
    const taken = waiting.map(({ file }) => ({ file, as: kindOf(file) }));
    show([]);
    return taken;
  };

  return {
    button: box("attach", attach, picker),
    strip,
    count: () => waiting.length,
    take,
    putBack: (picked: readonly Picked[]) => show(picked.map(({ file }) => entry(file))),
    clear: () => show([]),
    takeFrom,
    acceptDrops,
  };
};
