/** What of TeX is understood: mathematics, chemistry and colour; nothing that links, includes, styles or loads. */
import { TeX } from "@mathjax/src/js/input/tex.js";
import "@mathjax/src/js/input/tex/ams/AmsConfiguration.js";
import "@mathjax/src/js/input/tex/amscd/AmsCdConfiguration.js";
import "@mathjax/src/js/input/tex/boldsymbol/BoldsymbolConfiguration.js";
import "@mathjax/src/js/input/tex/braket/BraketConfiguration.js";
import "@mathjax/src/js/input/tex/cancel/CancelConfiguration.js";
import "@mathjax/src/js/input/tex/cases/CasesConfiguration.js";
import "@mathjax/src/js/input/tex/centernot/CenternotConfiguration.js";
import "@mathjax/src/js/input/tex/color/ColorConfiguration.js";
import "@mathjax/src/js/input/tex/configmacros/ConfigMacrosConfiguration.js";
import "@mathjax/src/js/input/tex/enclose/EncloseConfiguration.js";
import "@mathjax/src/js/input/tex/extpfeil/ExtpfeilConfiguration.js";
import "@mathjax/src/js/input/tex/gensymb/GensymbConfiguration.js";
import "@mathjax/src/js/input/tex/mathtools/MathtoolsConfiguration.js";
import "@mathjax/src/js/input/tex/mhchem/MhchemConfiguration.js";
import "@mathjax/src/js/input/tex/newcommand/NewcommandConfiguration.js";
import "@mathjax/src/js/input/tex/textcomp/TextcompConfiguration.js";
import "@mathjax/src/js/input/tex/textmacros/TextMacrosConfiguration.js";
import "@mathjax/src/js/input/tex/upgreek/UpgreekConfiguration.js";
import type ParseOptions from "@mathjax/src/js/input/tex/ParseOptions.js";
import type TexError from "@mathjax/src/js/input/tex/TexError.js";
import type TexParser from "@mathjax/src/js/input/tex/TexParser.js";
import { countWork } from "./count-work.ts";
import { expandedChars, macroExpansions } from "./limits.ts";

const packages = [
  "base",
  "ams",
  "amscd",
  "boldsymbol",
  "braket",
  "cancel",
  "cases",
  "centernot",
  "color",
  "configmacros",
  "enclose",
  "extpfeil",
  "gensymb",
  "mathtools",
  "mhchem",
  "newcommand",
  "textcomp",
  "textmacros",
  "upgreek",
];

export type TexFault = {
  readonly id: string;
  readonly message: string;
  /** What was being read, and how far. */
  readonly text: string;
  readonly at: number;
};

/** One for each formula: what it defines must not outlive it, because the next may be another person's. */
export function openTex(report: (fault: TexFault) => void) {
  const tex = new TeX<unknown, unknown, unknown>({
    packages,
    macros: { bm: ["\\boldsymbol{#1}", 1] },
    maxBuffer: expandedChars,
    maxMacros: macroExpansions,
    formatError: (_jax: unknown, error: TexError) => {
      const reading: TexParser | undefined = tex.parseOptions.parser;
      const place = { text: reading?.string ?? "", at: reading?.i ?? 0 };
      report({ id: error.id, message: error.message, ...place });
      return tex.formatError(error);
    },
  });
  const inText: { readonly parseOptions: ParseOptions } =
    tex.parseOptions.packageData.get("textmacros");
  countWork([tex.parseOptions, inText.parseOptions]);
  return tex;
}
