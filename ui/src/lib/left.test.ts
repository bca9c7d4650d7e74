// @vitest-environment jsdom

import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { fold, scrollTo, type Top, topOf, watchFolds } from "./left";

/** A row's height, and where the window's edge is below the display's. */
const ROW = 50;
const EDGE = 60;

let page: HTMLElement;

/** Lays the page's texts out, one below the other, as far as it is scrolled. */
function layOut(height = ROW) {
  page.scrollTop = 0;
  page.getBoundingClientRect = () => new DOMRect(0, EDGE, 300, 500);
  for (const element of page.querySelectorAll<HTMLElement>("h1, h2, p, li")) {
    const all = [...page.querySelectorAll("h1, h2, p, li")];
    element.getBoundingClientRect = () =>
      new DOMRect(0, EDGE + all.indexOf(element) * height - page.scrollTop, 300, height);
  }
}

function show(html: string) {
  const main = `<div id="page"><main>${html}</main></div>`;
  document.body.replaceChildren(document.createRange().createContextualFragment(main));
  page = document.getElementById("page") as HTMLElement;
  layOut();
}

const LIST = "<h1>Themes</h1><p>Neglect</p><p>Call</p><p>Bullying</p><p>Call</p><p>Suicide</p>";

beforeEach(() => show(LIST));
afterEach(() => vi.restoreAllMocks());

test("a page that was not scrolled has nothing to find again", () => {
  expect(topOf(page)).toBeUndefined();
});

test("the same is at the top again, whatever has come above it", () => {
  page.scrollTop = 3 * ROW - 10;
  const left = topOf(page) as Top;
  expect(left).toMatchObject({ by: -0.8 });
  page.scrollTop = 3 * ROW + 10;
  const bullying = topOf(page) as Top;
  show(`<h1>Themes</h1><p>Something new</p>${LIST.slice("<h1>Themes</h1>".length)}`);
  scrollTo(bullying, page);
  expect(page.scrollTop).toBe(4 * ROW + 10);
});

test("of two that say the same, the one that it was", () => {
  page.scrollTop = 4 * ROW;
  const call = topOf(page) as Top;
  page.scrollTop = 0;
  scrollTo(call, page);
  expect(page.scrollTop).toBe(4 * ROW);
});

test("with larger text it is as far through the same paragraph", () => {
  page.scrollTop = 3.5 * ROW;
  const left = topOf(page) as Top;
  layOut(2 * ROW);
  scrollTo(left, page);
  expect(page.scrollTop).toBe(2 * 3.5 * ROW);
});

test("where it is gone, the page is scrolled as far as it was", () => {
  page.scrollTop = 3 * ROW;
  const left = topOf(page) as Top;
  show("<h1>Themes</h1><p>Other</p>");
  scrollTo(left, page);
  expect(page.scrollTop).toBe(3 * ROW);
});

test("what stays in sight is no place", () => {
  show(`<nav><p>A</p></nav><div class="beside"><p>Who to call</p></div>${LIST}`);
  page.scrollTop = 4 * ROW;
  const left = topOf(page) as Top;
  show(LIST);
  scrollTo(left, page);
  expect(page.scrollTop).toBe(2 * ROW);
});

test("what was opened opens, and what was closed closes", async () => {
  const html = `
    <details><summary>Source</summary></details>
    <details open><summary>Source</summary></details>
    <details><summary>Abbreviations</summary></details>
    <dialog><details><summary>Area</summary></details></dialog>
    <button data-fold="office" aria-expanded="false">More</button>`;
  show(html);
  const folded: Record<string, boolean> = {};
  watchFolds((mark, open) => (folded[mark] = open));
  const all = () => [...document.querySelectorAll("details")];
  for (const details of all()) details.open = !details.open;
  (document.querySelector("button") as HTMLButtonElement).ariaExpanded = "true";
  await Promise.resolve();
  expect(Object.values(folded)).toEqual([true, false, true, true]);
  // Neither what it is called nor what it is about is to be read there.
  expect(JSON.stringify(folded)).not.toMatch(/source|office|abbrev/i);

  show(`<details><summary>New</summary></details>${html}`);
  const button = document.querySelector("button") as HTMLButtonElement;
  const press = vi.fn(() => (button.ariaExpanded = "true"));
  button.onclick = press;
  fold(folded);
  expect(all().map(({ open }) => open)).toEqual([false, true, false, true, false]);
  fold(folded);
  expect(press).toHaveBeenCalledOnce();
});
