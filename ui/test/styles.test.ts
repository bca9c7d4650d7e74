// What keeps the screens of one hand: six sizes of type, two radii, and no more CSS than there is now.

import { expect, test } from "vitest";

/** Lines of CSS in all files: lower it when there are fewer. */
const MOST = 2515;

const files = import.meta.glob<string>("../src/**/*.{svelte,scss}", {
  query: "?raw",
  import: "default",
  eager: true,
});
const styles = Object.entries(files).map(([name, text]) => ({
  name,
  text: name.endsWith(".scss") ? text : (/<style>([^]*)<\/style>/.exec(text)?.[1] ?? ""),
}));

/** Paper and pdf.js have measures of their own; a number that is shown large is as wide as the glass. */
const ON_SCREEN = styles.filter(({ name }) => !/(paper|_print|app|pdf)\.scss|ShowLarge\.svelte/.test(name));

function declared(property: RegExp): string[] {
  return ON_SCREEN.flatMap(({ name, text }) =>
    text.split("\n").flatMap((line) => (property.test(line) ? [`${name}: ${line.trim()}`] : [])),
  );
}

test("type comes in six sizes", () => {
  const others = declared(/^\s*font-size:/).filter((line) => !/var\(--size-|inherit/.test(line));
  expect(others).toEqual([]);
});

test("corners come in two radii", () => {
  const others = declared(/^\s*border(-\w+)*-radius:/).filter(
    (line) => !/var\(--radius|: (50%|0);|inherit/.test(line),
  );
  expect(others).toEqual([]);
});

test("the CSS does not grow", () => {
  const lines = styles.flatMap(({ text }) => text.split("\n").filter((line) => line.trim() !== ""));
  expect(lines.length).toBeLessThanOrEqual(MOST);
});

test("nothing moves", () => {
  const moves = styles.flatMap(({ name, text }) =>
    text
      .split("\n")
      .filter((line) => /^\s*(transition|animation|scroll-behavior)[\w-]*:|@keyframes/.test(line))
      .map((line) => `${name}: ${line.trim()}`),
  );
  // Those of GOV.UK Frontend are switched off, for everybody.
  const off = (property: string) => `../src/styles/_page.scss: ${property}: none !important;`;
  expect(moves).toEqual([off("animation"), off("transition")]);
  const scripts = import.meta.glob<string>("../src/**/*.{svelte,ts}", {
    query: "?raw",
    import: "default",
    eager: true,
  });
  const moved = Object.entries(scripts).filter(([, text]) =>
    /behavior: "smooth"|svelte\/(transition|animate|motion)|\.animate\(|startViewTransition/.test(text),
  );
  expect(moved.map(([name]) => name)).toEqual([]);
});
