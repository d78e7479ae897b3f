import { describe, expect, test } from "vitest";
import { plainTextLimit } from "../../../lib/telegram/limits.ts";
import { splitText } from "../../../lib/telegram/split-text.ts";
import { seededRandom } from "../seeded-random.ts";

const withoutSpace = (text: string) => text.replace(/\s+/g, "");

describe("a long text is cut", () => {
  test("between paragraphs, where one ends in the second half", () => {
    expect(splitText("aaa bb\n\nccc\ndd ee", 11)).toEqual(["aaa bb", "ccc\ndd ee"]);
  });

  test("else between lines, else between words, else where it must be", () => {
    expect(splitText("aaa bbb\ncc dd ee", 10)).toEqual(["aaa bbb", "cc dd ee"]);
    expect(splitText("aaa bbb cc dd ee", 10)).toEqual(["aaa bbb", "cc dd ee"]);
    expect(splitText("aaaaaaaaaaaaa", 5)).toEqual(["aaaaa", "aaaaa", "aaa"]);
  });

  test("not so early that a crumb would stand alone", () => {
    expect(splitText("a\n\nbbb bbb bbb", 12)).toEqual(["a\n\nbbb bbb", "bbb"]);
  });

  test("never inside a character", () => {
    expect(splitText("🚢🚢🚢", 3)).toEqual(["🚢", "🚢", "🚢"]);
    expect(splitText("a🚢🚢", 2)).toEqual(["a", "🚢", "🚢"]);
  });
});

test("what fits is one piece, and nothing is none", () => {
  expect(splitText("a".repeat(plainTextLimit), plainTextLimit)).toHaveLength(1);
  expect(splitText(" x\n", 5)).toEqual(["x"]);
  expect(splitText("", 5)).toEqual([]);
  expect(splitText(" \n\n ", 2)).toEqual([]);
});

test("no letter is lost or doubled, and every piece fits", () => {
  const random = seededRandom(9);
  const pieces = ["word", "🚢", "👩‍👩‍👧", " ", "\n", "\n\n", "é", "ы", "x".repeat(40), "\t"];
  for (let round = 0; round < 800; round += 1) {
    const length = Math.floor(random() * 120);
    const limit = 2 + Math.floor(random() * 60);
    const text = Array.from(
      { length },
      () => pieces[Math.floor(random() * pieces.length)] ?? "",
    ).join("");
    const parts = splitText(text, limit);
    expect(withoutSpace(parts.join(""))).toBe(withoutSpace(text));
    for (const part of parts) {
      expect(part.length).toBeLessThanOrEqual(limit);
      expect(part.trim()).not.toBe("");
      expect(part.isWellFormed()).toBe(true);
    }
  }
});
