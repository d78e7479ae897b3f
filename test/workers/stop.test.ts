/** The Stop button under a growing draft. */
import { expect, test } from "vitest";
import { eventually, openChat, release } from "./chat.ts";
import { answerInPieces } from "./in-pieces.ts";

test("Stop keeps what was written, marks it, and Claude is told so in the next turn", async () => {
  const chat = await openChat();
  await chat.script([
    { type: "thinking", thinking: "a long story" },
    { type: "text", text: "Once upon a time" },
    { type: "hold", name: chat.tag },
  ]);
  await chat.say(`${chat.tag} tell me a story`);
  const draftId = await chat.drafted("Once upon a time");
  expect((await chat.pressStop(draftId)).status).toBe(200);
  expect(await chat.answered(1)).toEqual(["Once upon a time\n\n_Stopped._"]);
  await eventually(async () => expect((await chat.requests())[0]?.aborted).toBe(true));

  await chat.say(`${chat.tag} go on`);
  await chat.answered(2);
  const [, second] = await chat.requests();
  expect(second?.status).toBe(200);
  expect(second?.body.messages[1]).toMatchObject({
    role: "assistant",
    content: [
      { type: "thinking", thinking: "a long story" },
      { type: "text", text: "Once upon a time" },
      { type: "text", text: "_Stopped._" },
    ],
  });
});

test("Stop before the first word ends the turn too", async () => {
  const chat = await openChat();
  await chat.script([{ type: "hold", name: chat.tag }]);
  await chat.say(`${chat.tag} hello`);
  const draftId = await eventually(async () => {
    const [placeholder] = await chat.calls("sendMessageDraft");
    expect(placeholder).toBeDefined();
    return Number(placeholder?.params.draft_id);
  });
  await eventually(async () => expect(await chat.requests()).toHaveLength(1));
  await chat.pressStop(draftId);
  expect(await chat.answered(1)).toEqual(["_Stopped._"]);
  await chat.say(`${chat.tag} again`);
  await chat.answered(2);
  expect((await chat.requests()).at(-1)?.status).toBe(200);
});

test("a press that comes too late, or for another draft, stops nothing", async () => {
  const chat = await openChat();
  await chat.script([{ type: "text", text: "first answer" }]);
  await chat.say(`${chat.tag} first`);
  await chat.answered(1);
  const finished = Number((await chat.calls("sendMessageDraft"))[0]?.params.draft_id);

  await answerInPieces(chat, "second ", "answer");
  await chat.say(`${chat.tag} second`);
  const running = await chat.drafted("second");
  expect(running).not.toBe(finished);
  expect((await chat.pressStop(finished)).status).toBe(200);
  expect((await chat.pressStop(running + 1)).status).toBe(200);
  await release(chat.tag);
  expect(await chat.answered(2)).toEqual(["first answer", "second answer"]);
  expect((await chat.pressStop(running)).status).toBe(200);
});
