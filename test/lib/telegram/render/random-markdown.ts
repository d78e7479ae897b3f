/** Texts that chance puts together of what has a meaning in Markdown. */
import { seededRandom } from "../../seeded-random.ts";

const pieces = [
  ..."`,``,```,~~~,\n,\n\n,    ,  ,\\,<b>,</b>,<!--,![a](https://e.example/a.png),!,[,],(x)".split(
    ",",
  ),
  ..."> ,- ,1. ,$,$$,a,b2,|,*,**,_,~~, ,\t,\r\n,=,==,#,: ,|-|,&lt;,&nbsp;,<br>,[^1],[^1]: ".split(
    ",",
  ),
  ..."[x](https://e.example),\\[,\\],\\(,\\),é,👍🏽,中,[x]: https://e.example,- [x] ,||,:-:,---,.".split(
    ",",
  ),
];

export function randomTexts(seed: number, count: number): string[] {
  const random = seededRandom(seed);
  const piece = () => pieces[Math.floor(random() * pieces.length)] ?? "";
  return Array.from({ length: count }, () =>
    Array.from({ length: 2 + Math.floor(random() * 16) }, piece).join(""),
  );
}
