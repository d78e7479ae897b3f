/** `ctx.container` as workerd offers it where Docker is, with a container of test/emulators behind it. */

export function standInContainer(url: string): Container {
  let isRunning = false;
  let begun: Promise<unknown> = Promise.resolve();
  let exit = Promise.withResolvers<void>();
  const tell = (step: string, told: unknown = null) =>
    fetch(`${url}/${step}`, { method: "POST", body: JSON.stringify(told) });
  const container = {
    get running() {
      return isRunning;
    },
    start(options: unknown) {
      isRunning = true;
      exit = Promise.withResolvers();
      begun = tell("start", options);
    },
    monitor: () => exit.promise,
    async destroy() {
      if (!isRunning) return;
      isRunning = false;
      await begun;
      await tell("destroy");
      exit.resolve();
    },
    getTcpPort: () => ({
      async fetch(input: Request | string, init?: RequestInit) {
        if (!isRunning) throw new Error("The container is not running, consider calling start()");
        await begun;
        const request = new Request(input, init);
        return fetch(`${url}/port${new URL(request.url).pathname}`, request);
      },
    }),
  };
  return container as unknown as Container;
}
