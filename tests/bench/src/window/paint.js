// Notes, for every key that changes what stands in the search field, how many milliseconds after the key was pressed
// - `stands`: the results for it stand in the page,
// - `frame`: the frame that shows them begins,
// - `drawn`: that frame has been drawn: what is posted in a frame is delivered after it,
// - `next`: the frame after it begins.
const field = document.querySelector("#search");
const results = document.querySelector("#search-results");
window.presses = [];
let press;

/** Says so when so many presses are noted. Asked once a key: to look again and again would be in the page's way. */
let waiting;
window.notedPresses = (count, done) => {
  waiting = { count, done };
  tell();
};
function tell() {
  if (!waiting || window.presses.length < waiting.count) return;
  waiting.done(true);
  waiting = undefined;
}

/** When the key was pressed: the event's own time, not that of its handling. */
let pressed = 0;
field.addEventListener("keydown", (event) => (pressed = event.timeStamp), true);
field.addEventListener("input", () => (press = { text: field.value, at: pressed, asked: false }), true);

new MutationObserver(() => {
  if (!press) return;
  // The list is busy from the key on, until it shows the answer to all that stands in the field.
  const busy = results.getAttribute("aria-busy") === "true";
  press.asked ||= busy;
  if (!press.asked || busy) return;
  const { text, at } = press;
  press = undefined;
  const noted = { text, stands: performance.now() - at };
  requestAnimationFrame(() => {
    noted.frame = performance.now() - at;
    const after = new MessageChannel();
    after.port1.onmessage = () => (noted.drawn = performance.now() - at);
    after.port2.postMessage(null);
    requestAnimationFrame(() => {
      noted.next = performance.now() - at;
      window.presses.push(noted);
      tell();
    });
  });
}).observe(results, { attributeFilter: ["aria-busy"] });
