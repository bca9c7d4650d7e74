// How large text is. It is set on the root, in per cent of the web view's own size: lengths are in rem, so that everything
// follows, and what asks for room asks for it in rem, so that a wide window with large text is laid out as a phone is.

import { innerHeight, innerWidth } from "svelte/reactivity/window";

import { scroller } from "./navigation.svelte";
import { settings } from "./settings.svelte";
import { say, sayWhy } from "./toast.svelte";

/** In per cent. */
export const SIZES = [100, 110, 125, 150, 175, 200, 250, 300, 400];
const [SMALLEST = 100] = SIZES;
const LARGEST = SIZES.at(-1) ?? SMALLEST;
/** The web view's own size of text, in pixels. */
const OWN = 16;

class TextSize {
  /** What was asked for and is not saved yet, or could not be. */
  #wanted = $state<number>();
  #saving = false;
  /** Where a pinch has come to, between two sizes. */
  #pinched = SMALLEST;

  readonly now = $derived(this.#wanted ?? settings.now.text_size);
  /** The window's room, in rem. */
  readonly width = $derived(((innerWidth.current ?? 0) * 100) / (OWN * this.now));
  readonly height = $derived(((innerHeight.current ?? 0) * 100) / (OWN * this.now));
  /** As on a phone. */
  readonly narrow = $derived(this.width <= 40);

  larger(): Promise<void> {
    return this.#set(SIZES.find((size) => size > this.now) ?? LARGEST);
  }

  smaller(): Promise<void> {
    return this.#set(SIZES.findLast((size) => size < this.now) ?? SMALLEST);
  }

  standard(): Promise<void> {
    return this.#set(SMALLEST);
  }

  /** Follows two fingers, one size at a time. */
  pinch(factor: number): void {
    if (nearest(this.#pinched) !== this.now) this.#pinched = this.now;
    this.#pinched = Math.min(Math.max(this.#pinched * factor, SMALLEST), LARGEST);
    const there = nearest(this.#pinched);
    if (there !== this.now) void (there > this.now ? this.larger() : this.smaller());
  }

  /** Puts it on the page. What has focus stays where it is; else navigation sees to it that the words at the top do. */
  apply(): void {
    const { style } = document.documentElement;
    const now = this.now === 100 ? "" : `${this.now}%`;
    if (style.fontSize === now) return;
    const focused = held();
    const before = focused?.getBoundingClientRect().top ?? 0;
    const stay = () => {
      if (focused) scroller().scrollTop += focused.getBoundingClientRect().top - before;
    };
    style.fontSize = now;
    stay();
    // In the second frame the bars, too, have made room.
    requestAnimationFrame(() => requestAnimationFrame(stay));
  }

  /** Shown at once, and saved one after the other. */
  async #set(size: number): Promise<void> {
    this.#wanted = size;
    const end = size === LARGEST ? ", the largest" : size === SMALLEST ? ", the standard size" : "";
    say(`Text size ${size}%${end}.`);
    if (this.#saving) return;
    this.#saving = true;
    try {
      let saved;
      do {
        saved = this.#wanted;
        await settings.save({ text_size: saved });
      } while (saved !== this.#wanted);
      this.#wanted = undefined;
    } catch (error) {
      sayWhy(error);
    } finally {
      this.#saving = false;
    }
  }
}

/** The size that is nearest as the eye has it. */
function nearest(size: number): number {
  const far = (other: number) => Math.abs(Math.log(other / size));
  return SIZES.reduce((best, other) => (far(other) < far(best) ? other : best));
}

/** What has focus, where that is in sight: the button that is pressed again and again. */
function held(): Element | null {
  const focused = document.activeElement;
  if (!focused?.matches("main *")) return null;
  const { top, bottom } = focused.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight ? focused : null;
}

export const size = new TextSize();
