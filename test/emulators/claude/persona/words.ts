/** Everything the offline persona can say, in the two languages it knows. */
import type { Wanted } from "./errands.ts";

/** A page that nobody has ever opened. */
export type MadeUpPage = { readonly url: string; readonly title: string; readonly says: string };

export type Words = {
  readonly iAm: string;
  readonly hint: string;
  readonly received: (message: number, total: number, batch: number) => string;
  readonly files: (names: readonly string[]) => string;
  readonly said: (quotes: readonly string[]) => string;
  readonly nothingSaid: string;
  readonly results: (count: number) => string;
  readonly failed: string;
  readonly calling: (tool: string) => string;
  readonly using: (tool: string) => string;
  readonly madeUpPages: (query: string) => readonly MadeUpPage[];
  readonly madeUpPage: (url: string) => MadeUpPage;
  readonly found: (query: string, pages: readonly MadeUpPage[]) => string;
  readonly read: (page: MadeUpPage) => string;
  readonly missing: Readonly<Record<Wanted, string>>;
  readonly offered: (name: string, tools: readonly string[]) => string;
  readonly noTools: string;
  readonly badJson: string;
  readonly thinking: string;
  readonly tableHead: string;
  readonly chapter: (number: number) => string;
};

const english: Words = {
  iAm: "Hello! I am Ferry's stand-in for Claude. I run offline: nobody thinks here, but everything around me is real.",
  hint: [
    'Ask me for a *table*, *math*, *code* or something *long*, tell me to *think*, ask *what did I say before*, or write `call tool_name {"key": "value"}`.',
    "The tools are real, only the web is made up: *draw a cat* and then *make it blue*, *formula E = mc^2*, *run print(6 * 7)*, *search the web for tides*. Send a CSV and say *sum it and plot it*, a PDF and *read page 2*, a recording and *transcribe it*.",
  ].join("\n\n"),
  received: (message, total, batch) =>
    `This is your message ${message} in a conversation of ${total}; the batch carried ${batch} ${batch === 1 ? "text" : "texts"}:`,
  files: (names) =>
    `With it came ${names.length === 1 ? "a file" : `${names.length} files`}: ${names.join(", ")}.`,
  said: (quotes) => `I remember what you said before:\n${list(quotes)}`,
  nothingSaid: "This is the first thing you say to me here.",
  results: (count) => `The tools answered (${count}):`,
  failed: "failed",
  calling: (tool) => `I call \`${tool}\` with exactly the input you gave.`,
  using: (tool) => `I use \`${tool}\` for that.`,
  madeUpPages: (query) => [
    {
      url: "https://example.com/encyclopaedia",
      title: `${query}: an overview`,
      says: `Everything there is to know about ${query} would stand here.`,
    },
    {
      url: "https://example.com/news",
      title: `News of ${query}`,
      says: `What happened to ${query} of late would stand here.`,
    },
  ],
  madeUpPage: (url) => ({
    url,
    title: `A page at ${hostOf(url)}`,
    says: `What stands at ${url} would come here.`,
  }),
  found: (query, pages) =>
    `For “${query}” I found ${pages.length} pages. Nobody has searched: as a stand-in I make them up, only their form and the fee of the search are real.\n\n${listPages(pages)}`,
  read: ({ url, title, says }) =>
    `I read [${title}](${url}): “${says}” Nobody has opened it: as a stand-in I make pages up.`,
  missing: {
    table: "I see no table here. Send me a CSV first.",
    picture: "I see no picture here. Send me one, or say *draw a cat*.",
    pdf: "I see no PDF here. Send me one first.",
    recording: "I see no recording here. Send me an audio file first.",
    pending: "No file waits to be sent. Ask me to *run* a program that writes one.",
    file: "I see no file here. Send me one first.",
  },
  offered: (name, tools) =>
    `\`${name}\` is not offered in this request. These are: ${tools.map((tool) => `\`${tool}\``).join(", ")}.`,
  noTools: "No tool is offered in this request.",
  badJson: "What follows the tool's name is not a JSON object, so I call nothing.",
  thinking:
    "I was asked to think. I am a stand-in, so these are prepared words: look at the request, count what came, answer.",
  tableHead: "| Quay | Leaves | Crossing |",
  chapter: (number) =>
    `**${number}.** The ferry waits a moment at the quay, so that everyone who came in one breath travels together. ` +
    "Then the ropes are off, the water opens, and the other bank comes nearer with every line that is written. " +
    "Nobody is left behind: what was said is kept in the log before the bell rings, and a storm in the middle of " +
    "the river only means that the log is read again. On the other side one answer steps ashore, whole, and once.",
};

const russian: Words = {
  iAm: "Здравствуйте! Я заменяю Claude в Ferry и работаю без сети: здесь никто не думает, но всё вокруг меня настоящее.",
  hint: [
    'Попросите *таблицу*, *формулу*, *код* или что-нибудь *длинное*, скажите *подумай*, спросите *что я говорил раньше* или напишите `call tool_name {"key": "value"}`.',
    "Инструменты настоящие, только интернет выдуман: *нарисуй кота*, а потом *сделай его синим*, *формула E = mc^2*, *выполни print(6 * 7)*, *найди в интернете приливы*. Пришлите CSV и скажите *сложи и построй график*, PDF – *прочти страницу 2*, запись – *расшифруй её*.",
  ].join("\n\n"),
  received: (message, total, batch) =>
    `Это ваше сообщение № ${message}, всего в беседе их ${total}; текстов в этой пачке: ${batch}.`,
  files: (names) => `Вместе с ними пришли файлы (${names.length}): ${names.join(", ")}.`,
  said: (quotes) => `Помню, что вы говорили раньше:\n${list(quotes)}`,
  nothingSaid: "Это первое, что вы мне здесь говорите.",
  results: (count) => `Инструменты ответили (${count}):`,
  failed: "ошибка",
  calling: (tool) => `Вызываю \`${tool}\` именно с теми данными, что вы дали.`,
  using: (tool) => `Для этого беру \`${tool}\`.`,
  madeUpPages: (query) => [
    {
      url: "https://example.com/encyclopaedia",
      title: `${query}: обзор`,
      says: `Здесь стояло бы всё, что известно по запросу «${query}».`,
    },
    {
      url: "https://example.com/news",
      title: `${query}: новости`,
      says: `Здесь стояли бы новости по запросу «${query}».`,
    },
  ],
  madeUpPage: (url) => ({
    url,
    title: `Страница на ${hostOf(url)}`,
    says: `Здесь было бы то, что написано на ${url}.`,
  }),
  found: (query, pages) =>
    `По запросу «${query}» нашлось страниц: ${pages.length}. Никто ничего не искал: я замена и выдумываю их, настоящие здесь только их вид и плата за поиск.\n\n${listPages(pages)}`,
  read: ({ url, title, says }) =>
    `Читаю: [${title}](${url}). «${says}» Никто её не открывал: я замена и выдумываю страницы.`,
  missing: {
    table: "Не вижу здесь таблицы. Сначала пришлите CSV.",
    picture: "Не вижу здесь картинки. Пришлите её или скажите *нарисуй кота*.",
    pdf: "Не вижу здесь PDF. Сначала пришлите его.",
    recording: "Не вижу здесь записи. Сначала пришлите аудиофайл.",
    pending:
      "Ни один файл не ждёт отправки. Попросите меня *выполнить* программу, которая его напишет.",
    file: "Не вижу здесь файла. Сначала пришлите его.",
  },
  offered: (name, tools) =>
    `Инструмента \`${name}\` в этом запросе нет. Есть такие: ${tools.map((tool) => `\`${tool}\``).join(", ")}.`,
  noTools: "В этом запросе нет ни одного инструмента.",
  badJson: "После имени инструмента стоит не объект JSON, поэтому я ничего не вызываю.",
  thinking:
    "Меня попросили подумать. Я замена, и слова эти заготовлены: посмотреть на запрос, сосчитать, что пришло, ответить.",
  tableHead: "| Причал | Отход | В пути |",
  chapter: (number) =>
    `**${number}.** Паром ждёт у причала одно мгновение, чтобы все, кто пришёл разом, поплыли вместе. ` +
    "Потом отдают концы, вода расступается, и другой берег приближается с каждой написанной строкой. " +
    "Никого не забудут: сказанное попадает в журнал раньше, чем ударит колокол, а буря на середине реки " +
    "значит только, что журнал прочтут ещё раз. На том берегу на землю сходит один ответ, целиком и однажды.",
};

/** Answers come in Russian where the newest text is Cyrillic. */
export function wordsFor(text: string): Words {
  return /\p{Script=Cyrillic}/u.test(text) ? russian : english;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

function listPages(pages: readonly MadeUpPage[]): string {
  return list(pages.map(({ url, title, says }) => `[${title}](${url}) – ${says}`));
}

export function list(lines: readonly string[]): string {
  return lines.map((line, at) => `${at + 1}. ${line}`).join("\n");
}
