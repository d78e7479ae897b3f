/** From Claude's call to the photo on the person's screen. */
import { expect, test } from "vitest";
import { eventually, openChat } from "../chat.ts";

test("a formula Claude draws reaches the person as a photo, between the words around it", async () => {
  const chat = await openChat();
  const latex = `v_{\\text{ср}} = \\frac{s}{t} \\quad \\text{(${chat.tag})}`;
  await chat.script([
    { type: "text", text: "Here is the formula." },
    { type: "tool_use", name: "render_latex", input: { latex } },
  ]);
  await chat.script([{ type: "text", text: "That was it." }], { match: "shown to the person" });
  await chat.say(`${chat.tag} draw the mean speed`);
  expect(await chat.answered(2)).toEqual(["Here is the formula.", "That was it."]);
  const sent = (await chat.calls()).map(({ method }) => method);
  expect(sent.filter((method) => /^send(RichMessage|Photo|Document)$/.test(method))).toEqual([
    "sendRichMessage",
    "sendPhoto",
    "sendRichMessage",
  ]);
});

test("a formula with a mistake is mended by Claude before the person sees anything of it", async () => {
  const chat = await openChat();
  const call = (latex: string) => ({
    type: "tool_use" as const,
    name: "render_latex",
    input: { latex },
  });
  await chat.script([call(`\\frac{1}{\\text{${chat.tag}}`)]);
  await chat.script([call(`\\frac{1}{\\text{${chat.tag}}}`)], { match: "Missing close brace" });
  await chat.script([{ type: "text", text: "Drawn." }], { match: "was drawn" });
  await chat.say(`${chat.tag} draw a fraction`);
  expect(await chat.answered(1)).toEqual(["Drawn."]);
  await eventually(async () => expect(await chat.calls("sendPhoto")).toHaveLength(1));
});
