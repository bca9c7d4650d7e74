// What a button has to say when it is done, in a live region beside it.

export class Said {
  text = $state("");

  /** Empty in between: a screen reader reads only what changes, also where the same is said twice. */
  async when(saying: Promise<string>): Promise<void> {
    this.text = "";
    this.text = await saying;
  }
}
