/** What only an operator can mend is told to the operator, once, and to nobody else. */
import { expect, test } from "vitest";
import { operatorId } from "../support/workers-world.ts";
import { eventually, openChat, sim } from "./chat.ts";

type Calls = { calls: { method: string; params: Record<string, unknown> }[] };

async function toldOperator(): Promise<unknown[]> {
  const { calls } = await sim<Calls>("telegram", "GET", "/sim/calls");
  const own = calls.filter(({ params }) => Number(params.chat_id) === operatorId);
  return own.map(({ params }) => params.text);
}

test("a refused account is told to the operator once, and the people read a neutral sentence", async () => {
  const before = (await toldOperator()).length;
  const chat = await openChat();
  const error = { type: "authentication_error", message: "invalid x-api-key sk-ant-1" } as const;
  await chat.script([{ type: "http_error", status: 401, error }], { times: 2 });
  await chat.say(`${chat.tag} hello`);
  const [failed] = await chat.answered(1);
  expect(failed).toMatch(/^I couldn't get an answer/);
  await chat.settled();
  await chat.say(`${chat.tag} hello again`);
  await chat.answered(2);
  const told = await eventually(async () => {
    const sentences = (await toldOperator()).slice(before);
    expect(sentences).toHaveLength(1);
    return sentences;
  });
  expect(told[0]).toContain("401 authentication_error");
  expect(told[0]).not.toContain("sk-ant");
});

test("a turn that has cost enough takes no further step, and says so", async () => {
  const chat = await openChat();
  // A cent each: 51 searches are more than the cap of half a dollar.
  const searches = Array.from({ length: 51 }, (_, index) => [
    {
      type: "server_tool_use" as const,
      name: "web_search" as const,
      input: { query: `tide ${index}` },
    },
    { type: "server_tool_result" as const, result: "web_search_tool_result" as const, content: [] },
  ]);
  const echo = { type: "tool_use" as const, name: "echo", input: { say: chat.tag } };
  await chat.script([{ type: "text", text: "I search." }, ...searches.flat(), echo]);
  await chat.say(`${chat.tag} find out`);
  expect(await chat.answered(1)).toEqual([
    "I search.\n\n_I stop here: this has cost as much as one answer may._",
  ]);
  expect(await chat.requests()).toHaveLength(1);
  await chat.say(`${chat.tag} and now?`);
  await chat.answered(2);
  expect((await chat.requests()).at(-1)?.status).toBe(200);
});
