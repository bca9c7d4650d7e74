// @vitest-environment jsdom

import { beforeEach, expect, test } from "vitest";

import { Backend, written } from "../../test/backend";
import type { Documents } from "./bindings";
import { documents } from "./documents.svelte";

const all = (sentence: string): Documents => ({
  items: [],
  used: 0,
  budget: 1,
  budgets: [],
  paused: false,
  sentence,
});

beforeEach(() => {
  documents.all = undefined;
});

test("an answer that an event overtook is asked for again", async () => {
  const backend = new Backend();
  await documents.listen();
  backend.answer({
    documents: async () => {
      if (backend.asked("documents").length > 1) return all("newest");
      await backend.tell("documents", all("event"));
      return all("older than the event");
    },
  });
  await documents.load();
  expect(documents.all?.sentence).toBe("newest");
});

test("events that never stop do not have it asked for ever", async () => {
  const backend = new Backend();
  await documents.listen();
  const answer = async () => {
    await backend.tell("documents", all("event"));
    return all("answer");
  };
  backend.answer({ documents: answer, keep_offline: async () => written(["documents"], await answer()) });
  await documents.load();
  expect(backend.asked("documents").length).toBeLessThanOrEqual(3);
  await documents.keep("resource", "x", true);
  expect(backend.asked("documents").length).toBeLessThanOrEqual(6);
});
