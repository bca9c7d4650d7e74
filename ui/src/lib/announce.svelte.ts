// What a screen reader is to say. All of it is said in one place, which is in the page before it speaks, and each time: the
// same words twice are two messages.

/** An object for each message, so that the same words again are news. */
interface Message {
  text: string;
}

class Spoken {
  polite = $state.raw<Message>();
  urgent = $state.raw<Message>();
}

export const spoken = new Spoken();

/** Said once a person stops typing for so many milliseconds, and not at every letter. */
const PAUSE = 900;

let soon: ReturnType<typeof setTimeout> | undefined;

/** Says it when the screen reader has finished its sentence, or `urgent`ly at once. */
export function announce(text: string, urgent = false): void {
  if (text !== "") spoken[urgent ? "urgent" : "polite"] = { text };
}

/** Says it once nothing more is typed. */
export function announceSoon(text: string): void {
  clearTimeout(soon);
  soon = setTimeout(() => announce(text), PAUSE);
}

/** Another screen: what was to be said of this one is not news there. */
export function hush(): void {
  clearTimeout(soon);
  spoken.polite = spoken.urgent = undefined;
}
