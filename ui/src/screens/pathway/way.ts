// Where the ways through a pathway lead. Pure.

import type { AnswerView, ContactCard, PathwayView, StepView } from "../../lib/bindings";
import { href } from "../../lib/route";

/** What an address says in a step's place, to name the whole pathway on one page, and its end. */
const ALL = "all";
const END = "end";

export type Place =
  { at: "step"; step: StepView; index: number } | { at: "all" } | { at: "end" } | { at: "nowhere" };

/** What an address names: a step by its id, or the first one where it names none. */
export function placeOf(pathway: PathwayView, name: string | undefined): Place {
  const index = name === undefined ? 0 : pathway.steps.findIndex((step) => step.id === name);
  const step = pathway.steps[index];
  if (step !== undefined) return { at: "step", step, index };
  if (name === END) return { at: "end" };
  if (name === ALL || name === undefined) return { at: "all" };
  return { at: "nowhere" };
}

export const stepHref = (pathway: string, step: string) => href("step", `${pathway}/${step}`);
export const allHref = (pathway: string) => stepHref(pathway, ALL);
export const endHref = (pathway: string) => stepHref(pathway, END);

/** An answer leads to a step of this pathway, to another pathway, or to the end. */
export function answerHref(pathway: string, answer: AnswerView): string {
  if (answer.step !== undefined) return stepHref(pathway, answer.step);
  if (answer.pathway !== undefined) return href(answer.pathway.kind, answer.pathway.id);
  return endHref(pathway);
}

/** Where an answer leads, in words: for the page that shows all steps. */
export function answerTarget(pathway: PathwayView, answer: AnswerView): string {
  const at = pathway.steps.findIndex(({ id }) => id === answer.step);
  const step = pathway.steps[at];
  if (step !== undefined) return `Step ${at + 1}: ${step.title}`;
  if (answer.pathway !== undefined) return answer.pathway.title;
  return "That is the end of this pathway";
}

/** Where *Next* leads from a step that asks nothing. */
export function nextHref(pathway: PathwayView, index: number): string {
  const next = pathway.steps[index + 1];
  return next === undefined ? endHref(pathway.card.id) : stepHref(pathway.card.id, next.id);
}

/** Where *Back* leads: to the step walked before this one, else to the one that stands before it. */
export function backHref(pathway: PathwayView, index: number, trail: readonly string[]): string | undefined {
  const id = pathway.steps[index]?.id;
  const at = id === undefined ? -1 : trail.indexOf(id);
  const before = (at === -1 ? trail.at(-1) : trail[at - 1]) ?? pathway.steps[index - 1]?.id;
  return before === undefined || index === 0 ? undefined : stepHref(pathway.card.id, before);
}

/**
 * Who is called at a step. Where it names nobody, those whom the pathway names first: what it is about and where it holds is
 * known of them, and of the numbers of the area that somebody chose it is not.
 */
export function whoToCall(pathway: PathwayView, step: StepView | undefined): ContactCard[] {
  if (step && step.contacts.length > 0) return step.contacts;
  const named = pathway.steps.find(({ contacts }) => contacts.some(({ group }) => group !== "emergency"));
  return named?.contacts ?? [];
}
