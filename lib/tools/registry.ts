/** The tools there are. Their order is part of every prompt: a new one goes to the end (P7). */
import { renderLatex } from "./render-latex.ts";
import type { Tool } from "./tool.ts";

export const tools: readonly Tool[] = [renderLatex];
