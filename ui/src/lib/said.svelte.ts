// What a button has to say when it is done, beside it and aloud.

import { announce } from "./announce.svelte";

export class Said {
  text = $state("");

  async when(saying: Promise<string>): Promise<void> {
    this.text = "";
    this.text = await saying;
    announce(this.text);
  }
}
