/** Charts that execute_python draws: SVG, and a PNG of each that a chat can show. */
import { describe, expect, test } from "vitest";
import { decodePng } from "../../support/decode-png.ts";
import { run, textOf, written } from "./python-toolbox.ts";

describe("charts", () => {
  test.each([
    [
      "bars",
      "charts.bar({'Кронштадт': 0.4, 'Saint-Malo': 13.6, 'low': -3}, title='Приливы', y_label='m')",
    ],
    ["groups of bars", "charts.bar({'2025': {'Jan': 3}, '2026': {'Jan': 4, 'Feb': 1}})"],
    [
      "lines",
      "charts.line({'rain': [1, 2, 4], 'sun': [3, 0, 1]}, x=['Mon', 'Tue', 'Wed'], title='Week')",
    ],
    ["points", "charts.scatter([(n, n * n) for n in range(30)], x_label='n')"],
    ["a pie", "charts.pie({'yes': 7, 'no': 3, 'maybe': 0})"],
    ["one value", "charts.line([5])"],
    ["nothing", "charts.bar({})"],
  ])("%s become a picture a chat can show", async (_what, call) => {
    const result = await run(`import charts\n${call}`);
    expect(textOf(result)).toMatch(/^Exit code 0/);
    const [svg, png] = result.outputFiles ?? [];
    expect(svg).toMatchObject({ fileName: "chart.svg", mimeType: "image/svg+xml" });
    expect(png).toMatchObject({
      fileName: "chart.png",
      mimeType: "image/png",
      preview: "1350 × 810 pixels, drawn from chart.svg",
    });
    const { width, height, shades } = await decodePng(png?.bytes ?? new Uint8Array());
    expect([width, height]).toEqual([1350, 810]);
    const dark = shades.filter((shade) => shade < 200).length;
    expect(dark).toBeGreaterThan(300);
    expect(dark).toBeLessThan((width * height) / 2);
  });

  test("words in them are drawn, in Cyrillic too", async () => {
    const dark = async (title: string) => {
      const result = await run(
        `import charts\ncharts.line([1, 2], title=${JSON.stringify(title)})`,
      );
      const png = result.outputFiles?.[1]?.bytes ?? new Uint8Array();
      return (await decodePng(png)).shades.filter((shade) => shade < 128).length;
    };
    const [none, latin, cyrillic] = [await dark(""), await dark("tides"), await dark("приливы")];
    expect(latin).toBeGreaterThan(none + 200);
    expect(cyrillic).toBeGreaterThan(none + 200);
  });

  test("an SVG that cannot be drawn is kept, and the program told why", async () => {
    const result = await run("open('a.svg', 'w').write('<svg')");
    expect(result.isError).toBe(false);
    expect(textOf(result)).toMatch(/a\.svg could not be drawn\. It is not valid SVG/);
    expect(written(result)).toMatchObject([{ fileName: "a.svg" }]);
  });
});
