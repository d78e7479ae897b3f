/** Inline nodes → runs. Tags stay the text they are written as, images become links, unsafe links become text. */
import type { PhrasingContent } from "mdast";
import type { Run } from "./document.ts";
import { safeAddress } from "./safe-address.ts";

/** Addresses of `[text][name]`, by name. */
export type Addresses = ReadonlyMap<string, string>;

type Look = Omit<Run, "text">;
type Context = { readonly look: Look; readonly addresses: Addresses };

export function readRuns(nodes: readonly PhrasingContent[], addresses: Addresses): Run[] {
  return nodes.flatMap((node) => runsOf(node, { look: {}, addresses }));
}

function runsOf(node: PhrasingContent, context: Context): Run[] {
  const { look, addresses } = context;
  const inside = (children: readonly PhrasingContent[], more: Look) =>
    children.flatMap((child) => runsOf(child, { addresses, look: { ...look, ...more } }));
  const run = (text: string, more: Look = {}): Run[] =>
    text === "" ? [] : [{ ...look, ...more, text }];
  switch (node.type) {
    case "text":
      return run(node.value);
    // The one tag that Claude needs: a line break in a table's cell.
    case "html":
      return run(/^<br *\/?>$/i.test(node.value) ? "\n" : node.value);
    case "break":
      return run("\n");
    case "strong":
      return inside(node.children, { bold: true });
    case "emphasis":
      return inside(node.children, { italic: true });
    case "delete":
      return inside(node.children, { strike: true });
    case "inlineCode":
      return run(node.value, { verbatim: "code" });
    case "inlineMath":
      return run(node.value.trim(), { verbatim: "math" });
    case "link":
      return inside(node.children, linkTo(node.url));
    case "linkReference":
      return inside(node.children, linkTo(addresses.get(node.identifier)));
    case "image":
      return run(node.alt || node.url, linkTo(node.url));
    case "imageReference": {
      const address = addresses.get(node.identifier);
      return run(node.alt || (address ?? ""), linkTo(address));
    }
    case "footnoteReference":
      return run(`[${node.label ?? node.identifier}]`);
  }
}

function linkTo(address: string | undefined): Look {
  const safe = safeAddress(address ?? "");
  return safe === null ? {} : { link: { address: safe } };
}

/** Whether nothing of it can be seen. */
export function isBlank(runs: readonly Run[]): boolean {
  return runs.every(({ text }) => /^[\s\p{Cf}]*$/u.test(text));
}
