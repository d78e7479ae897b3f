/** A person reads on the stand-in's picture what they asked for, in the languages the bot speaks. */
import { expect, test } from "vitest";
import { glyphHeight, glyphWidth, isInked } from "./glyphs.ts";

const rowOf = (letter: string, row: number) =>
  Array.from({ length: glyphWidth }, (_, column) =>
    isInked(letter, column, row) ? "#" : ".",
  ).join("");
const shapeOf = (letter: string) =>
  Array.from({ length: glyphHeight }, (_, row) => rowOf(letter, row)).join("\n");

/** As a letter nobody drew: a frame. */
const isBox = (shape: string) => /^#####\.\n#\.\.\.#\.\n.*\n(#\.\.\.#\.\n){3}#####\./.test(shape);

test.each([
  ["English", "abcdefghijklmnopqrstuvwxyz0123456789"],
  ["Russian", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя0123456789"],
])("%s letters and digits are told apart, and none is a box", (_, letters) => {
  const shapes = [...letters].map(shapeOf);
  expect(new Set(shapes).size).toBe(letters.length);
  expect(shapes.filter(isBox)).toEqual([]);
});

test("a letter nobody drew is a box", () => {
  expect(isBox(shapeOf("☃"))).toBe(true);
});

test("what looks the same in both is drawn the same", () => {
  expect([..."РОСТ"].map(shapeOf)).toEqual([..."POCT"].map(shapeOf));
});
