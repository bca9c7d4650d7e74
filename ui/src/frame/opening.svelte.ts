// What all screens share, asked for before the first one is shown and whenever it changes.

import { untrack } from "svelte";

import { askStart, forgetNow } from "../lib/ahead";
import { nav } from "../lib/navigation.svelte";
import { partnership } from "../lib/partnership.svelte";
import { refresh } from "../lib/refresh.svelte";
import { resource } from "../lib/resource.svelte";
import { settings } from "../lib/settings.svelte";
import { say } from "../lib/toast.svelte";
import { news } from "./news.svelte";

/** Call it as the window's component is made: `ready` once the first screen may be shown. */
export function opening(): { readonly ready: boolean } {
  let ready = $state(false);
  const start = resource(askStart, ["settings", "catalogue", "freshness", "changes-read"]);

  /** Opens the first screen, also where what the person has chosen is not known. */
  function begin() {
    const { answer, failure } = start;
    nav.begin(answer?.data.place);
    if (nav.route.name !== "now") forgetNow();
    if (failure) say(`Your settings could not be read. ${failure.message}`);
    ready = true;
  }

  $effect.pre(() => {
    const { answer, failure } = start;
    untrack(() => {
      if (answer) {
        settings.take(answer.data);
        partnership.take(answer.data.partnership);
        refresh.freshness = answer.data.freshness;
        news.week = answer.data.week_on;
      }
      if (!ready && (answer ?? failure)) begin();
    });
  });

  return {
    get ready() {
      return ready;
    },
  };
}
