/** What people ask for that needs a tool, and the calls it takes: so that each tool can be tried without a key. */
import { chartAndSum } from "./python-programs.ts";
import { newestOf, type ToldFile } from "./told-files.ts";

export type Asked = {
  /** The person's own words. */
  readonly words: string;
  /** Told so far, by what came back from earlier calls too; the newest is the last. */
  readonly files: readonly ToldFile[];
};

export type Wanted = "table" | "picture" | "pdf" | "recording" | "pending" | "file";
export type Call = { readonly name: string; readonly input: Readonly<Record<string, unknown>> };
/** The next call; or what is missing for it. */
type NextCall = (asked: Asked) => Call | { readonly missing: Wanted };

export type Errand = { readonly ask: RegExp; readonly calls: readonly NextCall[] };

const POLITE = "^(?:(?:please|now|and|then|can you|could you|пожалуйста|теперь|а теперь)[ ,]+)*";
export const begins = (words: string) => new RegExp(`${POLITE}(?:${words})(?!\\p{L})`, "iu");

const kinds: Readonly<Record<Wanted, RegExp>> = {
  table: /csv|tab-separated/,
  picture: /^image\/(?!svg)/,
  pdf: /^application\/pdf/,
  recording: /^(audio|video)\//,
  pending: /./,
  file: /./,
};

/** A call that needs the newest file of a kind. */
function withNewest(wanted: Wanted, call: (file: ToldFile, words: string) => Call): NextCall {
  return ({ files, words }) => {
    const open = wanted === "pending" ? files.filter(({ id }) => id.startsWith("exec_")) : files;
    const file = newestOf(open, kinds[wanted]);
    return file ? call(file, words) : { missing: wanted };
  };
}

const withId = (name: string) => (file: ToldFile) => ({ name, input: { file_id: file.id } });

const FORMULA = /^(?:.*?(?:formula|формул\p{L}*)[ :]+)(.*[\\^_=].*)$/isu;
const PAGE = /\bpages? (\d[\d,-]*)|страниц\p{L}* (\d[\d,-]*)/iu;
const CODE = /(?:run|выполни)[ :\n]+(?:```(?:python)?\n?)?([\s\S]+?)(?:```)?$/iu;
const PLOT = /\b(?:plot|chart)\b|график|диаграмм/iu;

const counted: NextCall = withNewest("table", ({ id, name }, words) => ({
  name: "execute_python",
  input: { code: chartAndSum(name, PLOT.test(words)), files: [{ file_id: id }] },
}));
const lookAtChart = withNewest("picture", withId("preview_file"));
const deliver = withNewest("pending", withId("deliver_file"));

/** The first that fits is done. */
export const errands: readonly Errand[] = [
  {
    ask: FORMULA,
    calls: [
      ({ words }) => {
        const latex = FORMULA.exec(words)?.[1]?.replaceAll("$", "").trim();
        return { name: "render_latex", input: { latex } };
      },
    ],
  },
  {
    ask: begins("edit|change|repaint|recolou?r|make it|измени|перекрась|сделай е(?:го|ё)"),
    calls: [
      withNewest("picture", ({ id }, prompt) => ({
        name: "generate_image",
        input: { prompt, file_ids: [id], size: "1K" },
      })),
    ],
  },
  {
    ask: begins("draw|paint|нарисуй"),
    calls: [({ words: prompt }) => ({ name: "generate_image", input: { prompt, size: "1K" } })],
  },
  {
    ask: new RegExp(`${begins("sum|add up|сложи|посчитай").source}.*(?:${PLOT.source})`, "isu"),
    calls: [counted, lookAtChart, deliver],
  },
  { ask: begins("sum|add up|сложи|посчитай"), calls: [counted] },
  {
    ask: begins("plot|chart|построй|начерти"),
    calls: [counted, lookAtChart, deliver],
  },
  {
    ask: PAGE,
    calls: [
      withNewest("pdf", ({ id }, question) => {
        const [, pages, listed] = PAGE.exec(question) ?? [];
        return {
          name: "analyze_pdf",
          input: { file_id: id, question, pages: pages ?? listed },
        };
      }),
    ],
  },
  {
    ask: begins("transcribe|write down|расшифруй|запиши"),
    calls: [withNewest("recording", withId("transcribe_audio"))],
  },
  {
    ask: begins("describe|what is in the picture|опиши|что на картинке"),
    calls: [
      withNewest("picture", ({ id }, question) => ({
        name: "analyze_image",
        input: { file_id: id, question },
      })),
    ],
  },
  {
    ask: begins("preview|look at|look into|загляни|посмотри"),
    calls: [withNewest("file", withId("preview_file"))],
  },
  { ask: begins("send|deliver|пришли|отправь"), calls: [deliver] },
  {
    ask: begins("run|выполни"),
    calls: [({ words }) => ({ name: "execute_python", input: { code: CODE.exec(words)?.[1] } })],
  },
];
