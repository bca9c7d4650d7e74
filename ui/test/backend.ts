// Stands in for Rust: answers the commands that ipc.ts sends, and sends the events that it listens to.

import { emit } from "@tauri-apps/api/event";
import { mockIPC } from "@tauri-apps/api/mocks";

import type { Failure, Part, Written } from "../src/lib/bindings";
import { changed } from "../src/lib/invalidation.svelte";
import { on_changed } from "../src/lib/ipc";

type Args = Record<string, unknown>;
/** A value, or what makes one of a command's arguments. What it throws is what the command fails with. */
export type Answers = Record<string, ((args: Args) => unknown) | object | string | null>;

/** Commands whose answer no screen reads. */
const UNREAD: Answers = { remember_place: null, painted: null, hide_window: null, network_is_back: null };

export class Backend {
  readonly #calls: { command: string; args: Args }[] = [];
  #answers: Answers;

  /** `hears`: for screens that are tested by themselves, `changed` is heard as App.svelte does. */
  constructor(answers: Answers = {}, hears = true) {
    this.#answers = { ...UNREAD, ...answers };
    mockIPC(
      (command, args) => {
        this.#calls.push({ command, args: args as Args });
        if (!(command in this.#answers)) throw failure(`The test answers no ${command}.`);
        const answer = this.#answers[command];
        return typeof answer === "function" ? (answer as (args: Args) => unknown)(args as Args) : answer;
      },
      { shouldMockEvents: true },
    );
    if (hears) void on_changed(changed);
  }

  /** Answers these from now on. */
  answer(answers: Answers): void {
    this.#answers = { ...this.#answers, ...answers };
  }

  /** The arguments of each time a command was sent. */
  asked(command: string): Args[] {
    return this.#calls.filter((call) => call.command === command).map(({ args }) => args);
  }

  /** Sends an event. */
  async tell(event: string, payload?: unknown): Promise<void> {
    await emit(event, payload);
  }

  /** Something changed that the window did not do itself. */
  changed(...parts: Part[]): Promise<void> {
    return this.tell("changed", parts);
  }
}

/** What a writing command answers. */
export function written<T>(changed: Part[], answer: T): Written<T> {
  return { changed, answer };
}

export function failure(message: string, code: Failure["code"] = "storage"): Failure {
  return { code, message };
}

/** An answer that comes when the test says so. */
export class Later<T> {
  answer!: (value: T) => void;
  fail!: (error: Failure) => void;
  readonly promise = new Promise<T>((resolve, reject) => {
    this.answer = resolve;
    this.fail = reject;
  });
}
