// A change of wording is read in review: every sentence that a person can meet is in sentences.txt. `npm run sentences`
// writes it.

import { expect, test } from "vitest";

import { sentences } from "./sentences";
import { sources } from "./sources.js";
import { ALLOWED, INSTEAD } from "./words";

const all = sentences(sources());

test("every sentence is in sentences.txt: where you meant the change, `npm run sentences` writes it", async () => {
  const text = all
    .map(([path, found]) => `${path}\n${found.map((line) => `  ${line}\n`).join("")}`)
    .join("\n");
  await expect(text).toMatchFileSnapshot("../sentences.txt");
});

test("no sentence has a word that Doorstep says otherwise", () => {
  const allowed = ALLOWED.map(([sentence]) => sentence);
  const faults = all.flatMap(([path, found]) =>
    found
      .filter((sentence) => !allowed.includes(sentence))
      .flatMap((sentence) => {
        // What is put in between braces is a name in code.
        const words = sentence.replace(/\{\w*\}/g, "");
        return INSTEAD.filter(([word]) => word.test(words)).map(
          ([word, instead]) => `${path}: “${sentence}”\n    ${String(word.exec(words)?.[0])} → ${instead}`,
        );
      }),
  );
  expect(faults).toEqual([]);
});

test("what is allowed is still said", () => {
  const said = new Set(all.flatMap(([, found]) => found));
  expect(ALLOWED.filter(([sentence]) => !said.has(sentence))).toEqual([]);
});
