import { expect, test } from "vitest";
import { findModel, modelName } from "../../../lib/model/models.ts";

test.each([
  ["haiku", "claude-haiku-5-5"],
  [" Opus ", "claude-opus-5-5"],
  ["Sonnet 5.5", "claude-sonnet-5-5"],
  ["CLAUDE OPUS 5.5", "claude-opus-5-5"],
  ["claude-haiku-5-5", "claude-haiku-5-5"],
])("%j names %s", (text, id) => {
  expect(findModel(text)).toBe(id);
});

test.each(["", "claude", "5.5", "gpt", "haiku opus", "constructor"])("%j names none", (text) => {
  expect(findModel(text)).toBeNull();
});

test("a model that is not in the list any more is just Claude", () => {
  expect(modelName("claude-opus-5-5")).toBe("Claude Opus 5.5");
  expect(modelName("claude-2")).toBe("Claude");
  expect(modelName("toString")).toBe("Claude");
});
