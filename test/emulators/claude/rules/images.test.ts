/** Which images a request may carry. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OpenClaude, openClaude, png } from "../open-claude.ts";
import { failureOf } from "../scripted-answers.ts";
import { many } from "./blocks.ts";
import { ask, checkRules, type RuleCase } from "./rule-cases.ts";

let open: OpenClaude;
beforeAll(async () => {
  open = await openClaude();
});
afterAll(() => open.claude.stop());

const image = (bytes: Buffer, media_type: "image/png" | "image/jpeg" = "image/png") => ({
  type: "image" as const,
  source: { type: "base64" as const, media_type, data: bytes.toString("base64") },
});

const cases: readonly RuleCase[] = [
  {
    rule: "images are base64",
    accepts: many(1, image(png(10, 10))),
    refuses: many(1, {
      type: "image",
      source: { type: "base64", media_type: "image/png", data: "not base64!" },
    }),
    says: "invalid base64 data",
  },
  {
    rule: "images are what they claim",
    accepts: many(1, image(png(10, 10))),
    refuses: many(1, image(png(10, 10), "image/jpeg")),
    says: "does not match the provided media type image/jpeg",
  },
  {
    rule: "images weigh at most 5 MB",
    accepts: many(1, image(png(10, 10, 5 * 1024 * 1024))),
    refuses: many(1, image(png(10, 10, 5 * 1024 * 1024 + 1))),
    says: "exceeds 5 MB maximum",
  },
  {
    rule: "images measure at most 8000 pixels",
    accepts: many(1, image(png(8000, 10))),
    refuses: many(1, image(png(8001, 10))),
    says: "8000 pixels",
  },
  {
    rule: "of more than twenty images each measures at most 2000 pixels",
    accepts: many(20, image(png(2001, 10))),
    refuses: many(21, image(png(2001, 10))),
    says: "2000 pixels",
  },
];

checkRules(cases, () => open);

test("an oversized image names itself, so that code can scale it", async () => {
  const error = await failureOf(ask(open, many(1, image(png(9000, 10)))));
  expect(error.errorCode).toBe("image_dimensions_too_large");
  expect(error.details).toMatchObject({
    max_side_length_pixels: 8000,
    paths: ["messages.0.content.0"],
  });
});
