// What jsdom leaves out of a window and the screens ask for. Nothing of ours is replaced here.

import "@testing-library/jest-dom/vitest";

import { configure } from "@testing-library/svelte";

// A busy machine is slow, and that is no failure.
configure({
  asyncUtilTimeout: 15_000,
  // Texts are looked for where they are seen, and not where they are only read aloud.
  defaultIgnore: "script, style, [role=status] *, [role=alert] *",
});

if (typeof window !== "undefined") {
  window.matchMedia = (query) =>
    ({
      matches: false,
      media: query,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    }) as unknown as MediaQueryList;

  // Nothing is laid out here, so no size ever changes.
  window.ResizeObserver = class {
    observe = () => undefined;
    unobserve = () => undefined;
    disconnect = () => undefined;
  };

  Element.prototype.scrollIntoView = () => undefined;

  // Opening and closing, without the layer above the page.
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    if (!this.open) return;
    this.open = false;
    this.dispatchEvent(new Event("close"));
  };
}
