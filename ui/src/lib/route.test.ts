import { expect, test } from "vitest";

import { EVERYTHING, toggled } from "./narrowing";
import { documentHref, href, memorable, parse, screenKey, searchHref } from "./route";

test.each([
  ["", { name: "home" }],
  ["#/", { name: "home" }],
  ["#/act-now", { name: "act-now" }],
  ["#/pathways/a", { name: "pathway", id: "a" }],
  ["#/pathways/a/b", { name: "pathway", id: "a", step: "b" }],
  ["#/themes", { name: "themes" }],
  ["#/themes/neglect", { name: "pack", id: "neglect" }],
  ["#/themes/neglect/print", { name: "poster", id: "neglect", publicOnly: false }],
  ["#/themes/neglect/print-public", { name: "poster", id: "neglect", publicOnly: true }],
  ["#/resources/a", { name: "resource", id: "a" }],
  ["#/documents/a", { name: "document", id: "a" }],
  ["#/search", { name: "search", q: "", filters: EVERYTHING }],
  ["#/search?q=black%20eye", { name: "search", q: "black eye", filters: EVERYTHING }],
  [
    "#/search?q=a%26b&kind=contact&only=changed",
    {
      name: "search",
      q: "a&b",
      filters: toggled(toggled(EVERYTHING, "kind", "contact"), "changed", ""),
    },
  ],
  ["#/weeks/2023", { name: "week", id: "2023" }],
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
  "#/themes/%E0%A4%A",
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
  expect(parse(href("session", "x/y"))).toEqual({ name: "week", id: "x" });
  expect(parse(href("article", "x"))).toEqual({ name: "article", id: "x" });
  expect(parse(href("term", "a/b &c"))).toEqual({ name: "term", id: "a/b &c" });
});

test("a resource's document has an address of its own", () => {
  expect(parse(documentHref("a/b &c"))).toEqual({ name: "document", id: "a/b &c" });
  expect(screenKey(parse("#/documents/a"))).not.toBe(screenKey(parse("#/resources/a")));
});

test("a search's address holds its filters, and none without words", () => {
  const narrowed = toggled(toggled(EVERYTHING, "area", "hampshire"), "bookmarked", "");
  expect(searchHref("a & b?", narrowed)).toBe("#/search?q=a%20%26%20b%3F&area=hampshire&only=bookmarked");
  expect(parse(searchHref("a & b?", narrowed))).toEqual({ name: "search", q: "a & b?", filters: narrowed });
  expect(searchHref("", narrowed)).toBe("#/search");
});

test("what was searched for is never written down", () => {
  expect(memorable(searchHref("bruise & burn"))).toBe("#/search");
  expect(memorable("#/themes/neglect")).toBe("#/themes/neglect");
});

test("walking from step to step stays on one screen", () => {
  expect(screenKey(parse("#/pathways/a/1"))).toBe(screenKey(parse("#/pathways/a/2")));
  expect(screenKey(parse("#/pathways/a"))).not.toBe(screenKey(parse("#/pathways/b")));
});

test("an address is made of any text, halves of characters too", () => {
  expect(searchHref("a\ud800b")).toBe("#/search?q=a%EF%BF%BDb");
  expect(parse(searchHref("🏠"))).toMatchObject({ q: "🏠" });
  expect(href("term", "\udc00")).toBe("#/terms/%EF%BF%BD");
});
