/** The least a Worker can do with an update: what `ack` is measured against. */
export default {
  async fetch(request: Request): Promise<Response> {
    await request.text();
    return new Response(null, { status: 200 });
  },
};
