import { first } from "./first";

import { mount } from "svelte";

import App from "./App.svelte";
import LastResort from "./components/LastResort.svelte";
import { stay } from "./lib/stay";
import "./styles/app.scss";

stay();

const target = document.getElementById("app") as HTMLElement;

// Only there are the scroll bars drawn by us: see _page.scss.
if (/Linux/.test(navigator.userAgent) && !/Android/.test(navigator.userAgent)) {
  document.documentElement.dataset.system = "linux";
}

// With the first screen's answer at hand its first frame is the whole of it. It is not waited for beyond what anybody
// notices.
void Promise.race([first, new Promise((resolve) => setTimeout(resolve, 150))]).then(() => {
  try {
    mount(App, { target });
  } catch (error) {
    console.error(error);
    target.replaceChildren();
    mount(LastResort, { target });
  }
});
