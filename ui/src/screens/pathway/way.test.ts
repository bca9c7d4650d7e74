import { expect, test } from "vitest";

import type { PathwayView, StepView } from "../../lib/bindings";
import { walked } from "./trail.svelte";
import { answerHref, backHref, nextHref, placeOf } from "./way";

const step = (id: string, number: number) => ({ id, number, title: id }) as StepView;
const pathway = {
  card: { id: "p" },
  steps: [step("danger", 1), step("ring", 2), step("form", 3)],
} as PathwayView;

test("an address names a step, the first one, the whole page, the end, or nothing", () => {
  expect(placeOf(pathway, undefined)).toMatchObject({ at: "step", index: 0 });
  expect(placeOf(pathway, "ring")).toMatchObject({ at: "step", index: 1 });
  expect(placeOf(pathway, "all")).toEqual({ at: "all" });
  expect(placeOf(pathway, "end")).toEqual({ at: "end" });
  expect(placeOf(pathway, "gone")).toEqual({ at: "nowhere" });
  expect(placeOf({ ...pathway, steps: [] }, undefined)).toEqual({ at: "all" });
});

test("an answer leads to a step, to another pathway, or to the end", () => {
  expect(answerHref("p", { label: "Yes", step: "form" })).toBe("#/pathways/p/form");
  expect(answerHref("p", { label: "Yes", pathway: { kind: "pathway", id: "q", title: "Q" } })).toBe(
    "#/pathways/q",
  );
  expect(answerHref("p", { label: "No" })).toBe("#/pathways/p/end");
});

test("next follows the order and stops at the end", () => {
  expect(nextHref(pathway, 0)).toBe("#/pathways/p/ring");
  expect(nextHref(pathway, 2)).toBe("#/pathways/p/end");
});

test("back follows the way that was walked, and the order where none was", () => {
  expect(backHref(pathway, 2, ["danger", "form"])).toBe("#/pathways/p/danger");
  expect(backHref(pathway, 2, [])).toBe("#/pathways/p/ring");
  expect(backHref(pathway, 0, ["danger"])).toBeUndefined();
});

test("a trail is cut where somebody goes back", () => {
  expect(walked(["danger", "ring"], "form")).toEqual(["danger", "ring", "form"]);
  expect(walked(["danger", "ring", "form"], "ring")).toEqual(["danger", "ring"]);
});
