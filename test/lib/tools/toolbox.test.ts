import { describe, expect, test } from "vitest";
import * as z from "zod";
import type { ToolResult } from "../../../lib/model/tool.ts";
import { createLog } from "../../../lib/ops/log.ts";
import { openTools } from "../../../lib/tools/registry.ts";
import type { Tool } from "../../../lib/tools/tool.ts";
import { openToolbox } from "../../../lib/tools/toolbox.ts";
import { noEngines } from "../../support/no-engines.ts";
import { toolContext } from "../../support/tool-context.ts";

const input = z.object({
  text: z.string().max(20).describe("What to say."),
  times: z.int().default(1),
});

const echo: Tool<z.infer<typeof input>> = {
  name: "echo",
  description: "Says it again.",
  input,
  paid: false,
  run: async ({ text, times }) => ({
    content: [
      { type: "text", text: text.repeat(times), _cost: 3, citations: [{ _own: 1, page: 2 }] },
    ],
    isError: false,
    files: [{ fileName: "echo.txt", mimeType: "text/plain", bytes: new Uint8Array([times]) }],
  }),
};

const broken: Tool = {
  name: "broken",
  description: "Fails.",
  input: z.object({}),
  paid: true,
  run: async () => {
    throw new Error("postgres://ferry:hunter2@db/ferry is away");
  },
};

function open() {
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  const toolbox = openToolbox([echo, broken], createLog({ out: write, err: write }));
  const call = (name: string, callInput: Parameters<typeof toolbox.run>[0]["input"]) =>
    toolbox.run({ toolUseId: "toolu_7", name, input: callInput }, toolContext());
  return { toolbox, call, lines };
}

const textOf = ({ content }: ToolResult) => content.map(({ text }) => text).join();

describe("what Claude is told", () => {
  test("every tool in the order given, with the schema of what it may send", () => {
    expect(open().toolbox.definitions).toEqual([
      {
        name: "echo",
        description: "Says it again.",
        inputSchema: {
          type: "object",
          properties: {
            text: { type: "string", maxLength: 20, description: "What to say." },
            times: expect.objectContaining({ type: "integer", default: 1 }),
          },
          required: ["text"],
        },
      },
      { name: "broken", description: "Fails.", inputSchema: { type: "object", properties: {} } },
    ]);
  });

  test("of the tools there are: names as the API takes them, objects as inputs, each field described", () => {
    const { definitions } = openToolbox(
      openTools(noEngines),
      createLog({ out: () => {}, err: () => {} }),
    );
    expect(definitions.map(({ name }) => name)).toEqual([
      "generate_image",
      "transcribe_audio",
      "execute_python",
      "analyze_image",
      "analyze_pdf",
      "render_latex",
      "preview_file",
      "deliver_file",
    ]);
    for (const { name, description, inputSchema } of definitions) {
      expect(name).toMatch(/^[a-z_]{1,64}$/);
      expect(description.length).toBeGreaterThan(80);
      expect(inputSchema).toMatchObject({ type: "object" });
      for (const field of Object.values(inputSchema.properties ?? {})) {
        expect(field).toHaveProperty("description");
      }
    }
  });
});

describe("a call", () => {
  test("gets what the tool gave, defaults filled in, without our own notes", async () => {
    expect(await open().call("echo", { text: "tide ", times: 2 })).toEqual({
      content: [{ type: "text", text: "tide tide ", citations: [{ page: 2 }] }],
      isError: false,
      files: [{ fileName: "echo.txt", mimeType: "text/plain", bytes: new Uint8Array([2]) }],
    });
    expect(textOf(await open().call("echo", { text: "once" }))).toBe("once");
  });

  test.each([
    ["of a tool there is not", "fly", {}, /no such tool.*echo, broken/],
    ["of a name every object has", "constructor", {}, /no such tool/],
    ["whose input was no object", "echo", null, /no JSON object/],
    ["that leaves out a field", "echo", {}, /text: .*string/],
    ["with a field too long", "echo", { text: "x".repeat(21) }, /text: .*20/],
  ])("%s is told what to do instead", async (_case, name, callInput, advice) => {
    const { call, lines } = open();
    const result = await call(name, callInput);
    expect(result).toMatchObject({ isError: true, files: [] });
    expect(textOf(result)).toMatch(advice);
    expect(lines).toEqual([]);
  });

  test("that fails is told so without the reason, which the operator gets without the secret", async () => {
    const { call, lines } = open();
    const result = await call("broken", {});
    expect(result.isError).toBe(true);
    expect(textOf(result)).not.toMatch(/postgres|hunter2|away/);
    expect(textOf(result)).toMatch(/Try once more/);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      level: "error",
      event: "tool.failed",
      tool: "broken",
      call: "toolu_7",
    });
    expect(lines[0]).toContain("away");
    expect(lines[0]).not.toContain("hunter2");
  });

  test("that was stopped is no failure of the tool", async () => {
    const { toolbox, lines } = open();
    const call = { toolUseId: "toolu_8", name: "broken", input: {} };
    const result = await toolbox.run(call, toolContext({ signal: AbortSignal.abort() }));
    expect(textOf(result)).toMatch(/stopped/);
    expect(lines).toEqual([]);
  });
});
