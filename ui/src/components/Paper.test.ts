// @vitest-environment jsdom

import { render, screen } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { createRawSnippet } from "svelte";
import { expect, test } from "vitest";

import { Backend } from "../../test/backend";
import { start } from "../../test/samples";
import { settings } from "../lib/settings.svelte";
import Paper from "./Paper.svelte";

const sheet = (prints: boolean) => {
  settings.take(start({ dialling: { calls: true, texts: true, prints } }));
  const children = createRawSnippet(() => ({ render: () => "<article>The sheet</article>" }));
  render(Paper, { note: "For staff.", back: "#/", backTitle: "Back", children });
};
const name = "Print or save as PDF";
const instead = () => screen.queryByText(/take a screenshot/);

test("a sheet is printed where the device prints", async () => {
  const backend = new Backend({ print_page: () => null });
  sheet(true);
  await userEvent.click(screen.getByRole("button", { name }));
  expect(backend.asked("print_page")).toHaveLength(1);
  expect(instead()).toBeNull();
});

test("a phone offers no print window, says what can be done, and shows the sheet", () => {
  sheet(false);
  expect(screen.queryByRole("button", { name })).toBeNull();
  expect(instead()).toBeInTheDocument();
  expect(screen.getByText("The sheet")).toBeInTheDocument();
});
