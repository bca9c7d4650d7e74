// @vitest-environment jsdom

// Whatever goes away with the focus in it, focus is somewhere that makes sense.

import { afterEach, beforeEach, expect, test } from "vitest";

import { found, keepFocus, spot } from "./focus";

let end: () => void;
let moving = false;

beforeEach(() => {
  document.body.innerHTML = `
    <button id="bar">Back</button>
    <main>
      <h1 tabindex="-1">Saved</h1>
      <div id="first"><button id="edit">Edit</button> <button id="check">Check</button></div>
      <ul>
        <li id="one"><a href="#/a">A</a> <button>Remove A</button></li>
        <li id="two"><a href="#/b">B</a> <button>Remove B</button></li>
        <li id="three"><a href="#/a">A again</a> <button>Remove A again</button></li>
      </ul>
    </main>
    <div id="message" data-over><button id="undo">Undo</button></div>
    <dialog open><button id="all">Clear</button> <button id="show">Show</button></dialog>`;
  moving = false;
  end = keepFocus(() => moving);
});

afterEach(() => end());

const at = (id: string) => document.getElementById(id) as HTMLElement;
const button = (row: string) => at(row).querySelector("button") as HTMLElement;
const settled = () => new Promise((resolve) => setTimeout(resolve));

async function without(gone: HTMLElement, focused: HTMLElement) {
  focused.focus();
  gone.remove();
  await settled();
}

test("a row that goes gives it to the next, and the last to the one before", async () => {
  await without(at("two"), button("two"));
  expect(at("three").querySelector("a")).toHaveFocus();
  await without(at("three"), button("three"));
  expect(button("one")).toHaveFocus();
});

test("the last row of all gives it to what is nearest", async () => {
  at("two").remove();
  at("three").remove();
  await without(at("one"), button("one"));
  expect(at("check")).toHaveFocus();
});

test("what takes its place has it", async () => {
  at("check").focus();
  const stop = document.createElement("button");
  at("check").replaceWith(stop);
  await settled();
  expect(stop).toHaveFocus();
});

test.each(["disabled", "hidden"])("what is %s gives it to what is beside it", async (how) => {
  at("check").focus();
  at("check").toggleAttribute(how, true);
  await settled();
  expect(at("edit")).toHaveFocus();
});

test("a message that goes gives it back to where it was", async () => {
  at("edit").focus();
  await without(at("message"), at("undo"));
  expect(at("edit")).toHaveFocus();
});

test("what it would go back to is gone as well: the heading has it", async () => {
  at("edit").focus();
  at("undo").focus();
  at("first").remove();
  await without(at("message"), at("undo"));
  expect(document.querySelector("h1")).toHaveFocus();
});

test("in a dialog it stays in the dialog, and goes back when that closes", async () => {
  at("edit").focus();
  await without(at("all"), at("all"));
  expect(at("show")).toHaveFocus();
  document.querySelector("dialog")?.close();
  await settled();
  expect(at("edit")).toHaveFocus();
});

test("where nobody had it, nothing takes it", async () => {
  at("check").focus();
  at("check").blur();
  await settled();
  at("check").remove();
  await settled();
  expect(document.body).toHaveFocus();
});

test("a new screen says itself where it goes", async () => {
  moving = true;
  await without(at("first"), at("check"));
  expect(document.body).toHaveFocus();
});

test("what was followed is found on the screen made anew", () => {
  const again = document.querySelector("#three a") as HTMLElement;
  again.focus();
  at("bar").focus();
  const was = spot();
  const main = document.querySelector("main") as HTMLElement;
  main.innerHTML = String(main.innerHTML);
  const now = was && found(was);
  expect(now).not.toBe(again);
  expect(now).toBe(document.querySelector("#three a"));
});
