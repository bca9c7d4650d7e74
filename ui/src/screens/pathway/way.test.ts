import { expect, test } from "vitest";

import type { ContactCard, PathwayView, StepView } from "../../lib/bindings";
import { walked } from "./trail.svelte";
import { contact } from "../../../test/samples";
import { answerHref, answerTarget, backHref, nextHref, placeOf, whoToCall } from "./way";

const step = (id: string, contacts: ContactCard[] = []) =>
  ({ id, title: id, contacts }) as unknown as StepView;
const pathway = {
  card: { id: "p" },
  steps: [step("danger"), step("ring"), step("form")],
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

test("the page of all steps says which one an answer leads to", () => {
  expect(answerTarget(pathway, { label: "Yes", step: "form" })).toBe("Step 3: form");
  expect(answerTarget(pathway, { label: "No" })).toBe("That is the end of this pathway");
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

test("where a step names nobody, those are called whom the pathway names first, and not just anybody", () => {
  const [silent, adults, helpline] = [
    contact("silent", { group: "emergency" }),
    contact("adults", { group: "adults" }),
    contact("helpline", { group: "helplines" }),
  ];
  const steps = [step("danger", [silent]), step("tell"), step("call", [adults]), step("after", [helpline])];
  const whole = { ...pathway, steps };
  const who = (at?: number) => whoToCall(whole, at === undefined ? at : steps[at]);
  expect(who(0)).toEqual([silent]);
  expect(who(1)).toEqual([adults]);
  expect(who(3)).toEqual([helpline]);
  expect(who()).toEqual([adults]);
  expect(whoToCall({ ...whole, steps: [step("danger", [silent]), step("tell")] }, undefined)).toEqual([]);
});
