/** People of the running stack, each in a private chat of their own. */
import type { SimChat } from "../emulators/telegram/control.ts";
import type { SimClient } from "../playground/sim-client.ts";

export type Passengers = {
  /** Gives the id of a private chat nobody has spoken in; it is also its user's id. */
  readonly newChat: () => Promise<number>;
  readonly say: (chatId: number, text: string) => Promise<void>;
};

export function passengersOf(sim: SimClient): Passengers {
  let lastUserId = 7000;
  return {
    newChat: async () => {
      lastUserId += 1;
      const member = { id: lastUserId, firstName: `Passenger ${lastUserId}`, languageCode: "en" };
      const chat = { type: "private", title: member.firstName, members: [member] };
      return (await sim.post<{ chat: SimChat }>("/sim/chats", chat)).chat.id;
    },
    say: (chatId, text) => sim.post("/sim/messages", { chatId, userId: chatId, text }),
  };
}
