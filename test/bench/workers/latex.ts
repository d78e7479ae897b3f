/** Draws the formula it is sent, and nothing else: what `latex` measures. */
import { drawFormula } from "../../../lib/tools/latex/draw-formula.ts";

export default {
  async fetch(request: Request): Promise<Response> {
    if (request.method === "GET") return new Response(null, { status: 200 });
    const drawn = await drawFormula(await request.text(), 200);
    if ("problem" in drawn) return new Response(drawn.problem, { status: 422 });
    return new Response(new Uint8Array(drawn.png));
  },
};
