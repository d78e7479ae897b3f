/** Small PDFs that would cost a reader its life. */

/** An object stream of 200 MB zeros, packed in 200 kB, its kind spelled by numbers. */
export async function denseXref(): Promise<Uint8Array> {
  const zeros = new Uint8Array(1024 * 1024);
  let left = 200;
  const endless = new ReadableStream({
    pull(controller) {
      left -= 1;
      if (left < 0) controller.close();
      else controller.enqueue(zeros);
    },
  });
  const packed = await new Response(
    endless.pipeThrough(new CompressionStream("deflate")),
  ).arrayBuffer();
  const encoder = new TextEncoder();
  const head = `%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n3 0 obj<</Type/Obj#53tm/N 1/First 4/Filter/FlateDecode/Length ${packed.byteLength}>>stream\n`;
  const tail = "\nendstream endobj\ntrailer<</Size 4/Root 1 0 R>>\n%%EOF";
  return Buffer.concat([encoder.encode(head), new Uint8Array(packed), encoder.encode(tail)]);
}

/** Nine floors, each of ten doors to the same next one: a thousand million pages. */
export function mazeOfPages(): Uint8Array {
  const floors = Array.from({ length: 9 }, (_, floor) => {
    const doors = Array(10)
      .fill(`${floor + 3} 0 R`)
      .join(" ");
    return `${floor + 2} 0 obj<</Type/Pages/Kids[${doors}]/Count 1>>endobj\n`;
  });
  const page = "11 0 obj<</Type/Page/MediaBox[0 0 9 9]>>endobj\n";
  const body = `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n${floors.join("")}${page}`;
  return new TextEncoder().encode(`${body}trailer<</Size 12/Root 1 0 R>>\n%%EOF`);
}
