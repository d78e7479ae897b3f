/** The tools there are. Their order is part of every prompt, so it does not depend on what is configured (P7). */
import type { Analyst } from "./analysis/analyst.ts";
import { analyzeImage } from "./analyze-image.ts";
import { analyzePdf } from "./analyze-pdf.ts";
import { deliverFile } from "./deliver-file.ts";
import { executePython, type PythonEngine } from "./execute-python.ts";
import { generateImage } from "./generate-image.ts";
import type { ImageEngine } from "./image/image-engine.ts";
import { type PreviewEngines, previewFile } from "./preview-file.ts";
import { renderLatex } from "./render-latex.ts";
import type { Tool } from "./tool.ts";
import { type Listener, transcribeAudio } from "./transcribe-audio.ts";

/** What tools work with, made in `functions/`; null where it is not configured: its tool then says so. */
export type Engines = {
  readonly drawing: ImageEngine | null;
  readonly listener: Listener | null;
  readonly python: PythonEngine | null;
  readonly analyst: Analyst;
  readonly preview: PreviewEngines;
};

export function openTools(engines: Engines): readonly Tool[] {
  const { drawing, listener, python, analyst, preview } = engines;
  const { fitPicture } = preview;
  return [
    generateImage({ engine: drawing, fitPicture }),
    transcribeAudio(listener),
    executePython(python),
    analyzeImage({ analyst, fitPicture }),
    analyzePdf(analyst),
    renderLatex,
    previewFile(preview),
    deliverFile,
  ];
}
