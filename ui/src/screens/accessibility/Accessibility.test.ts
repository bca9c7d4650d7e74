// @vitest-environment jsdom

// The statement names whom to write to, or says that nobody gave an address.

import { render, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";

import { Backend } from "../../../test/backend";
import { freshness } from "../../../test/samples";
import Accessibility from "./Accessibility.svelte";

const about = {
  version: "1.2.3",
  freshness: freshness({ publisher: "Hampshire Partnership" }),
  counts: [],
  sources: [],
  data_folder: "",
};

test("it is of this version, and has the publisher's address to copy", async () => {
  new Backend({ about: { ...about, feedback: "help@example.org" } });
  render(Accessibility);
  expect(
    await screen.findByText(/Doorstep 1\.2\.3 with the guidance of: Hampshire Partnership/),
  ).toBeVisible();
  expect(screen.getByText("help@example.org", { selector: ".address" })).toBeVisible();
  expect(screen.getByRole("button", { name: /^Copy.*help@example\.org$/ })).toBeVisible();
  expect(screen.queryByText(/has not given an address/)).toBeNull();
});

test("without an address it says so", async () => {
  new Backend({ about });
  render(Accessibility);
  expect(await screen.findByText(/The publisher has not given an address for this/)).toBeVisible();
  expect(screen.getByText("equalityadvisoryservice.com", { selector: ".address" })).toBeVisible();
});
