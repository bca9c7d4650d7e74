// @vitest-environment jsdom

import { afterEach, expect, test } from "vitest";

import type { ShadesView } from "./bindings";
import { partnership } from "./partnership.svelte";

const shades = (link: string): ShadesView => ({
  primary: "#101010",
  primary_hover: "#202020",
  on_primary: "#ffffff",
  link,
  link_hover: "#404040",
});
const worn = (name: string) => document.documentElement.style.getPropertyValue(name);

afterEach(() => partnership.take({}));

test("its colours reach the style sheets, each for its ground, and leave with it", () => {
  partnership.take({ name: "The Vale", look: { light: shades("#111111"), dark: shades("#eeeeee") } });
  expect(partnership.now.name).toBe("The Vale");
  expect(worn("--light-link")).toBe("#111111");
  expect(worn("--dark-link")).toBe("#eeeeee");
  expect(worn("--light-primary-hover")).toBe("#202020");
  expect(document.documentElement.style).toHaveLength(10);
  partnership.take({});
  expect(document.documentElement.style).toHaveLength(0);
});
