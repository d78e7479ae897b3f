/** English. */
import { moneyEn } from "./money-en.ts";
import type { Words } from "./words.ts";

export const en: Words = {
  start: (name) =>
    `Hello ${name}! I carry your messages to Claude and bring the answers back.\n\nJust write to me. ` +
    "Several messages in a row are read together and get one answer. /help shows what else I can do.",
  help: (commands) =>
    `Write to me as you would to a person: I read everything you send in one breath and answer once.\n\n${commands
      .map((command) => `/${command.name} – ${command.summary}`)
      .join("\n")}`,
  newConversation: "A fresh page. I no longer see what we talked about before.",
  nothingToStop: "There's nothing to stop just now. Write to me whenever you like.",
  leftUnanswered:
    "Stopped. What you wrote in the meantime stays unanswered, but I'll keep it in mind.",
  unknownCommand: (name) => `I don't know the command /${name}. /help lists the ones I know.`,
  unsupported:
    "This kind of message doesn't tell me anything yet. Say it in words, and I'll gladly help.",
  notAllowed: "This bot is private. Ask its owner to let you in.",
  anonymous:
    "I can't tell who you are when you write in the name of a group or channel. Write as yourself, and I'll gladly answer.",
  editNoted:
    "I see that you changed this. I'll keep it in mind from your next message on. Or shall I answer anew right away?",
  answerAgain: "Regenerate",
  answeringAgain: "A new answer is on its way.",
  buttonOver: "This button has done its work. Just write to me, and I'll gladly go on.",
  offers: {
    continue: { label: "Continue", notice: "I'm going on where I broke off." },
    retry: { label: "Retry", notice: "I'm trying again." },
  },
  fileKinds: {
    photo: "The photo",
    document: "The file",
    voice: "The voice message",
    video_note: "The video message",
    audio: "The audio",
    video: "The video",
    animation: "The GIF",
    sticker: "The sticker",
  },
  fileProblems: {
    too_large: (file, limit) =>
      `${file} is too large for me${limit && `: I can take up to ${limit}`}. Could you send a smaller version?`,
    empty: (file) => `${file} is empty. Could you send it again?`,
    download_failed: (file) =>
      `${file} didn't reach me: Telegram wouldn't hand it over. Please send it again.`,
    wrong_type: (file) =>
      `${file} is of a kind I can't read. A PDF, a picture or plain text would work.`,
    speech_not_configured: (file) =>
      `${file} can't be heard here: I have no way to listen yet. Please write it instead.`,
    speech_failed: (file) =>
      `${file} couldn't be understood. Please say it again, or write it instead.`,
    balance_used_up: (file) =>
      `${file} hasn't been heard: your balance is used up. Top it up with /pay, then send it again.`,
    not_shown: (file) =>
      `${file} is here, but I can't look at a picture of this kind. As a JPEG or PNG I'd gladly see it.`,
    late: (file) => `${file} is still on its way. I'll answer the rest first and come to it next.`,
  },
  megabytes: (count) => `${count} MB`,
  quoted: (name) => `“${name}”`,
  commandSummaries: {
    start: "who I am",
    help: "what I can do",
    new: "start a fresh conversation",
    stop: "stop the answer",
    model: "choose which Claude answers",
    personality: "tell me how to be",
    settings: "how answers come",
    balance: "what is left, and what it went for",
    pay: "add to your balance with Telegram Stars",
    refund: "get a payment back",
    paysupport: "help with a payment",
    terms: "what you buy, and on which terms",
    files: "the files of this chat",
  },
  money: moneyEn,
  settings: {
    modelMenu:
      "Who shall answer you? What you choose holds in every chat, from your next message on.",
    models: {
      "claude-haiku-5-5": "the fastest, at home in everyday questions.",
      "claude-sonnet-5-5": "balanced: thorough, and still quick.",
      "claude-opus-5-5": "the most capable, for what is hard; slower, and it costs more.",
    },
    modelChosen: (name) => `${name} answers from your next message on, in every chat.`,
    unknownModel: "I don't know that one.",
    personality: (text) =>
      `This is how you want me to be:\n\n${text}\n\nTo change it, write /personality and your new wishes.`,
    personalityUnread:
      "You have told me how to be. What you said I show only in our private chat. To change it, write /personality and your new wishes.",
    noPersonality:
      "I'm my usual self. To change that, write /personality and how you want me to be, " +
      "for example:\n\n/personality Answer briefly, with dry humour.",
    personalityChosen:
      "I'll be like that from your next message on, in every chat. /personality shows what you said.",
    personalityClear: "Clear",
    personalityCleared: "I'm my usual self again from your next message on, in every chat.",
    personalityTooLong: (length, limit) =>
      `That is ${length} characters long, and I can keep up to ${limit}. Could you say it in fewer words?`,
    streaming: "How an answer grows in our private chat:",
    streamingModes: {
      rich: { label: "Rich", meaning: "a draft with all its formatting." },
      text: { label: "Plain", meaning: "a draft of bare text, formatted once it is done." },
      edit: { label: "Edits", meaning: "a message that is edited, for apps that show no drafts." },
    },
    arrival: "When you write while I answer:",
    arrivalRules: {
      interrupt: { label: "Interrupt", meaning: "I stop, and answer what you wrote." },
      wait: { label: "Wait", meaning: "I finish first, and then come to it." },
    },
    costLine: "What an answer has cost:",
    costLines: {
      shown: { label: "Show", meaning: "a line below each answer says it." },
      hidden: { label: "Hide", meaning: "/balance says it, whenever you ask." },
    },
    optionChosen: (label) => `“${label}” holds from your next message on, in every chat.`,
    menuOfAnother: "This menu is somebody else's. Ask for your own, and I'll gladly show it.",
  },
  files: {
    list: "The files we have here. Press a name to get the file, or “Forget” to have it gone from my memory.",
    none: "There are no files here yet. Send me one, or ask me to make one.",
    more: (count) => `Older ones I don't list: ${count}.`,
    notWhole: "I can't see all of them just now; these are the newest.",
    drop: "Forget",
    getPending: (name) => `${name} (new)`,
    sent: "Here it comes.",
    notSent: "Telegram wouldn't take it just now. Please try again in a moment.",
    dropped: "Forgotten.",
    gone: "I don't have this file any more.",
    listOfAnother: "This list is somebody else's. /files shows yours.",
  },
  thoughts: "Thoughts",
  thinking: "Thinking…",
  working: {
    web_search: "Searching the web…",
    web_fetch: "Reading a web page…",
    execute_python: "Running Python…",
    render_latex: "Typesetting…",
    generate_image: "Drawing a picture…",
    analyze_image: "Looking at the picture…",
    analyze_pdf: "Reading the PDF…",
    transcribe_audio: "Listening to the recording…",
    preview_file: "Looking at the file…",
    deliver_file: "Sending the file…",
  },
  workingOther: (tool) => `Using ${tool}…`,
  stop: "Stop",
  stopping: "I'm stopping.",
  turnFailed:
    "I couldn't get an answer just now. Your message is kept; please try again in a moment.",
  emptyAnswer: "I have nothing to add to that. Could you say it another way?",
  refusedAnswer: "I can't help with that one. Is there something else I can do?",
  cutOff: "\n\n_The answer was cut off here._",
  stopped: "\n\n_Stopped._",
  interrupted: "\n\n_Interrupted by your next message._",
  tooLong: "\n\n_The answer reached its length limit here._",
  windowFull:
    "\n\n_Our conversation has become too long for me to go on. /new starts a fresh one._",
  costCap: "\n\n_I stop here: this has cost as much as one answer may._",
  answerCost: (cost) => `This answer: ${cost}`,
  refusals: {
    insufficientBalance: (balance) =>
      `Your balance is used up (${balance}). Top it up with /pay, then press the button below: your message is kept.`,
    tooManyTurns: (minutes) =>
      "That was a lot of questions for one hour. Ask me again in " +
      `${minutes === 1 ? "a minute" : `${minutes} minutes`}, or lift the limit with your first /pay. ` +
      "Your message is kept.",
    dailyLimit:
      "You have spent what one may spend here in a day. Ask me again after midnight (UTC): your message is kept.",
    dailyCap:
      "Today's budget of this bot is used up. I'm back after midnight (UTC), and your message is kept.",
    balanceUnknown:
      "I can't look up your balance just now. Your message is kept; please try again in a moment.",
  },
  messageTooLarge:
    "This is more than I can read at once. Could you send it in smaller pieces, or ask about a part of it?",
  tooManySteps: "\n\n_This took more steps than I may take at once._",
};
