// Reads words out with a voice of the device itself. It never speaks by itself.

import { announce } from "./announce.svelte";

/** A digit takes longer than this even where it is spoken fast. What ends sooner was heard by nobody. */
const SHORTEST_DIGIT_MS = 60;

const NOTHING_HEARD =
  "Nothing was read aloud. Check the sound on this device, or read the number from the screen.";

/**
 * A voice that speaks English without a network: a number that is read out is never sent anywhere. WebKit on Linux says of its
 * voices that they are elsewhere, though they are part of it.
 */
function voice(): SpeechSynthesisVoice | undefined {
  const linux = document.documentElement.dataset.system === "linux";
  const english = speechSynthesis
    .getVoices()
    .filter(({ lang, localService }) => /^en\b/i.test(lang) && (localService || linux));
  const british = english.filter(({ lang }) => /^en[-_]GB\b/i.test(lang));
  return british.find((it) => it.default) ?? british[0] ?? english.find((it) => it.default) ?? english[0];
}

export class Speech {
  /** Whether there is a voice. */
  here = $state(false);
  speaking = $state(false);
  /** What went wrong, in words. */
  said = $state("");
  // Held, since some web views forget what nobody holds and then never say that it ended.
  #utterance: SpeechSynthesisUtterance | undefined;

  /** Looks for a voice now and whenever there are others. Answers how to stop looking. */
  look(): () => void {
    if (typeof speechSynthesis === "undefined") return () => undefined;
    const look = () => (this.here = voice() !== undefined);
    look();
    // Not every web view has the events of an `EventTarget` there.
    speechSynthesis.addEventListener?.("voiceschanged", look);
    return () => speechSynthesis.removeEventListener?.("voiceschanged", look);
  }

  /** Speaks slowly, and stops whatever was spoken before. */
  say(words: string): void {
    this.stop();
    this.said = "";
    const utterance = new SpeechSynthesisUtterance(words);
    const own = voice();
    if (own) {
      utterance.voice = own;
      utterance.lang = own.lang;
    }
    utterance.rate = 0.8;
    const least = (words.match(/\d/g)?.length ?? 0) * SHORTEST_DIGIT_MS;
    let began = 0;
    const ended = (heard: boolean) => {
      if (this.#utterance !== utterance) return;
      this.#utterance = undefined;
      this.speaking = false;
      if (heard) return;
      this.said = NOTHING_HEARD;
      announce(NOTHING_HEARD);
    };
    utterance.onstart = ({ timeStamp }) => (began = timeStamp);
    utterance.onend = ({ timeStamp }) => ended(timeStamp - began >= least);
    // One that another card's took the place of has done nothing wrong.
    utterance.onerror = ({ error }) => ended(error === "canceled" || error === "interrupted");
    this.#utterance = utterance;
    this.speaking = true;
    speechSynthesis.speak(utterance);
  }

  stop(): void {
    if (!this.#utterance) return;
    this.#utterance = undefined;
    this.speaking = false;
    speechSynthesis.cancel();
  }
}
