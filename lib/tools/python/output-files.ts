/** What a program wrote becomes files of the conversation; its SVG pictures come as PNG too, which a chat can show. */
import type { OutputFile } from "../../model/tool.ts";
import type { SvgPainter } from "../svg/svg-painter.ts";
import type { NamedBytes, PythonRun } from "./python-runner.ts";

export type MimeTypeOf = (name: string, bytes: Uint8Array) => Promise<string>;

export type Outputs = {
  readonly files: readonly OutputFile[];
  /** What Claude should know of them, a sentence each. */
  readonly notes: readonly string[];
};

type Ports = { readonly painter: SvgPainter; readonly mimeTypeOf: MimeTypeOf };

const mostPaintings = 4;

export async function outputsOf(run: PythonRun, ports: Ports): Promise<Outputs> {
  const files: OutputFile[] = [];
  const notes: string[] = [];
  let paintings = 0;
  for (const written of run.files) {
    files.push(await outputFile(written, ports));
    if (!/\.svg$/i.test(written.name)) continue;
    paintings += 1;
    if (paintings > mostPaintings) continue;
    const painted = await paint(written, ports.painter);
    if ("problem" in painted) notes.push(`${written.name} could not be drawn. ${painted.problem}`);
    else files.push(painted);
  }
  if (paintings > mostPaintings) notes.push(`Only ${mostPaintings} SVG files were drawn as PNG.`);
  if (run.leftOut.length > 0)
    notes.push(`Not kept, too many or too large: ${run.leftOut.slice(0, 20).join(", ")}.`);
  return { files, notes };
}

async function outputFile({ name, bytes }: NamedBytes, ports: Ports): Promise<OutputFile> {
  const fileName = flat(name);
  return { fileName, mimeType: await ports.mimeTypeOf(name, bytes), bytes, context: madeBy };
}

async function paint(
  { name, bytes }: NamedBytes,
  painter: SvgPainter,
): Promise<OutputFile | { readonly problem: string }> {
  const painted = await painter.paint(new TextDecoder().decode(bytes));
  if ("problem" in painted) return painted;
  const { png, widthPx, heightPx } = painted;
  return {
    fileName: flat(name).replace(/\.svg$/i, ".png"),
    mimeType: "image/png",
    bytes: png,
    preview: `${widthPx} × ${heightPx} pixels, drawn from ${flat(name)}`,
    context: madeBy,
  };
}

const madeBy = "written by execute_python";

/** A chat has no folders. */
function flat(name: string): string {
  return name.replaceAll("/", "_");
}
