import { expect, test } from "vitest";

import { documentHref, href, memorable, paperHref, parse, screenKey, searchHref, weekHref } from "./route";

test.each([
  ["", { name: "now" }],
  ["#/", { name: "now" }],
  ["#/act-now", { name: "now" }],
  ["#/council", { name: "council" }],
  ["#/pathways/a", { name: "pathway", id: "a" }],
  ["#/pathways/a/b", { name: "pathway", id: "a", step: "b" }],
  ["#/themes", { name: "themes" }],
  ["#/themes/neglect", { name: "pack", id: "neglect" }],
  ["#/themes/neglect/print", { name: "poster", id: "neglect", publicOnly: false }],
  ["#/themes/neglect/print-public", { name: "poster", id: "neglect", publicOnly: true }],
  ["#/contacts/a/print", { name: "call-sheet", id: "a" }],
  ["#/pathways/a/b/print", { name: "call-sheet", id: "a", step: "b" }],
  ["#/pathways/a/print", { name: "pathway", id: "a", step: "print" }],
  ["#/resources/a", { name: "resource", id: "a" }],
  ["#/documents/a", { name: "document", id: "a" }],
  ["#/search", { name: "search" }],
  ["#/search/7", { name: "search", number: "7" }],
  ["#/weeks/2023", { name: "week", id: "2023" }],
  ["#/weeks/2023/monday", { name: "week", id: "2023", at: "monday" }],
  ["#/changes", { name: "changes" }],
  ["#/terms/dash", { name: "term", id: "dash" }],
])("%s opens its screen", (hash, route) => {
  expect(parse(hash)).toEqual(route);
});

test.each([
  "#/nowhere",
  "#/themes/a/b",
  "#/documents",
  "#/documents/a/b",
  "#/settings/a",
  "#/pathways/a/b/c",
  "#/pathways/a/b/print/c",
  "#/contacts/a/b",
  "#/themes/a/b/print",
  "#/themes/%E0%A4%A",
  "#/%",
  "#/themes/%FF",
  "#/constructor",
  "#/__proto__/x",
  "#/themes/\u0000/print/\u202e",
])("%s leads nowhere and says so", (hash) => {
  expect(parse(hash)).toEqual({ name: "not-found" });
});

test("every kind of record has an address that opens it", () => {
  expect(parse(href("contact", "x"))).toEqual({ name: "contact", id: "x" });
  expect(parse(href("pathway", "x"))).toEqual({ name: "pathway", id: "x" });
  expect(parse(href("step", "x/y"))).toEqual({ name: "pathway", id: "x", step: "y" });
  expect(parse(href("theme", "x"))).toEqual({ name: "pack", id: "x" });
  expect(parse(href("resource", "x"))).toEqual({ name: "resource", id: "x" });
  expect(parse(href("week", "x"))).toEqual({ name: "week", id: "x" });
  expect(parse(href("session", "x/y"))).toEqual({ name: "week", id: "x", at: "y" });
  expect(parse(weekHref("x"))).toEqual({ name: "week", id: "x" });
  expect(parse(weekHref("x", "monday"))).toEqual({ name: "week", id: "x", at: "monday" });
  expect(parse(href("article", "x"))).toEqual({ name: "article", id: "x" });
  expect(parse(href("term", "a/b &c"))).toEqual({ name: "term", id: "a/b &c" });
});

test("what to say has a sheet of its own for each contact and step", () => {
  expect(parse(paperHref("contact", "x"))).toEqual({ name: "call-sheet", id: "x" });
  expect(parse(paperHref("step", "x/y"))).toEqual({ name: "call-sheet", id: "x", step: "y" });
  expect(screenKey(parse("#/pathways/x/y/print"))).not.toBe(screenKey(parse("#/pathways/x/z/print")));
});

test("a resource's document has an address of its own", () => {
  expect(parse(documentHref("a/b &c"))).toEqual({ name: "document", id: "a/b &c" });
  expect(screenKey(parse("#/documents/a"))).not.toBe(screenKey(parse("#/resources/a")));
});

test("a search's address is its number, which is not written down", () => {
  expect(parse(searchHref("7"))).toEqual({ name: "search", number: "7" });
  expect(parse(searchHref())).toEqual({ name: "search" });
  expect(memorable(searchHref("7"))).toBe("#/search");
  expect(memorable("#/themes/neglect")).toBe("#/themes/neglect");
});

test("from search to search stays on one screen", () => {
  expect(screenKey(parse("#/search/7"))).toBe(screenKey(parse("#/search")));
});

test("walking from step to step stays on one screen", () => {
  expect(screenKey(parse("#/pathways/a/1"))).toBe(screenKey(parse("#/pathways/a/2")));
  expect(screenKey(parse("#/pathways/a"))).not.toBe(screenKey(parse("#/pathways/b")));
});

test("an address is made of any text, halves of characters too", () => {
  expect(href("term", "a\ud800b")).toBe("#/terms/a%EF%BF%BDb");
  expect(parse(href("term", "🏠"))).toEqual({ name: "term", id: "🏠" });
  expect(href("term", "\udc00")).toBe("#/terms/%EF%BF%BD");
});

test.each([
  "",
  "#",
  "##",
  "#//",
  "#themes",
  "#/themes//neglect/",
  "#/themes/%00",
  "#/themes/%2F..%2F",
  "#/themes/\ud83d",
  "#/pathways/a/%F0%9F%98%80",
  "#/weeks/a/<script>",
])("whatever an address says, it opens a screen that is known: %s", (hash) => {
  const route = parse(hash);
  expect(Object.values(route)).not.toContain(undefined);
  expect(() => screenKey(route)).not.toThrow();
  // What is not in the catalogue is asked for as it stands, and answered.
  if ("id" in route) expect(route.id).not.toBe("");
});

test("an address without an end opens a screen too", () => {
  const id = "x".repeat(1_000_000);
  expect(parse(`#/themes/${id}`)).toEqual({ name: "pack", id });
  expect(parse(`#/${"a/".repeat(100_000)}`)).toEqual({ name: "not-found" });
  expect(parse(`#/search/${"%20".repeat(100_000)}`).name).toBe("search");
});
