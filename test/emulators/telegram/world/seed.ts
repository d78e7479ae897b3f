/** The people and chats a new world starts with. */
import type { SimChat, SimUser } from "../control.ts";
import { apiUser } from "./api-objects.ts";
import { GENERAL_TOPIC } from "./post-message.ts";
import { openTopic } from "./topics.ts";
import type { World } from "./world.ts";

const ADA: SimUser = { id: 1001, firstName: "Ada", username: "ada_harbour", languageCode: "en" };
const BORIS: SimUser = {
  id: 1002,
  firstName: "Boris",
  username: "boris_crane",
  languageCode: "ru",
};
const CHEN: SimUser = { id: 1003, firstName: "Chen", username: "chen_dock", languageCode: "en" };
const EVERYONE = [ADA, BORIS, CHEN];

const HARBOUR_CREW_ID = -4001;
const SHIPYARD_ID = -1001000000001;

export function seedWorld(world: World): void {
  const memberIds = EVERYONE.map((user) => user.id);
  for (const user of EVERYONE) addPerson(world, user);
  const group = { memberIds, isForum: false, topics: [] };
  world.putChat({ id: HARBOUR_CREW_ID, type: "group", title: "Harbour crew", ...group });
  const general = { id: GENERAL_TOPIC, name: "General" };
  world.putChat({
    id: SHIPYARD_ID,
    type: "supergroup",
    title: "Shipyard",
    memberIds,
    isForum: true,
    topics: [general],
  });
  world.messages.nextId(currentChat(world, SHIPYARD_ID));
  for (const name of ["Rigging", "Cargo"]) {
    openTopic(world, currentChat(world, SHIPYARD_ID), { name, by: apiUser(ADA) });
  }
}

/** A person and their private chat with the bot; the chat id is the user id. */
export function addPerson(world: World, user: SimUser): SimChat {
  world.users.set(user.id, user);
  const chat: SimChat = {
    id: user.id,
    type: "private",
    title: user.firstName,
    memberIds: [user.id],
    isForum: false,
    topics: [],
  };
  world.putChat(chat);
  return chat;
}

function currentChat(world: World, chatId: number): SimChat {
  const chat = world.chats.get(chatId);
  if (chat === undefined) throw new Error(`The seed has no chat ${chatId}`);
  return chat;
}
