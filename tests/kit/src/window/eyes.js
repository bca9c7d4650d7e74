// Finds things by role and accessible name, as far as this app's pages need it.
const doorstep = {
  // Rows of [selector, role]; the first that fits counts.
  roles: [
    ['a[href]', 'link'],
    ['button, summary', 'button'],
    ['h1, h2, h3, h4, h5, h6', 'heading'],
    ['input[type=radio]', 'radio'],
    ['input[type=checkbox]', 'checkbox'],
    ['input, textarea', 'textbox'],
    ['article', 'article'],
    ['dialog', 'dialog'],
    ['nav', 'navigation'],
    ['main', 'main'],
    ['li', 'listitem'],
  ],
  role: (e) => e.getAttribute('role') ?? doorstep.roles.find(([fits]) => e.matches(fits))?.[1] ?? e.localName,
  clean: (text) => (text ?? '').replace(/\s+/g, ' ').trim(),
  // Text that a screen reader reads: without what is hidden from it.
  text(e) {
    let text = '';
    for (const node of e.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) text += node.data;
      else if (node.nodeType === Node.ELEMENT_NODE && node.ariaHidden !== 'true' && !node.hidden) {
        const { display, position } = getComputedStyle(node);
        // What is hidden from sight alone is placed apart, and still reads on.
        const apart = display === 'inline' || position === 'absolute' ? '' : ' ';
        text += apart + doorstep.text(node) + apart;
      }
    }
    return text;
  },
  name(e) {
    const by = e.getAttribute('aria-labelledby');
    if (by) return doorstep.clean(by.split(' ').map((id) => doorstep.text(document.getElementById(id))).join(' '));
    const label = e.getAttribute('aria-label');
    if (label) return label;
    if (e.labels?.length) return doorstep.clean([...e.labels].map(doorstep.text).join(' '));
    return doorstep.clean(doorstep.text(e));
  },
  // On the page for somebody: not hidden, not covered by Hide.
  there: (e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest('[inert]') && e.getClientRects().length > 0,
  // What a person may act on now: an open dialog if there is one, else the main part before the bars.
  rooms() {
    const dialog = document.querySelector('dialog[open]');
    return dialog ? [dialog] : [document.querySelector('main'), document.body];
  },
  all(role, room = doorstep.rooms()[0]) {
    return [...room.querySelectorAll('*')].filter((e) => doorstep.role(e) === role && doorstep.there(e));
  },
  // The thing of that exact name, else the first whose name holds it.
  find(role, name) {
    for (const room of doorstep.rooms()) {
      const all = doorstep.all(role, room).map((e) => [e, doorstep.name(e)]);
      const found = all.find(([, its]) => its === name) ?? all.find(([, its]) => its.includes(name));
      if (found) return found[0];
    }
    return null;
  },
  // The nearest article, row or list item around the heading or link of that name.
  card(name) {
    const title = doorstep.find('heading', name) ?? doorstep.find('link', name);
    // On a page of its own the name is the page's heading, and the card the one article below it.
    const page = title?.matches('h1') && document.querySelector('main article');
    return title?.closest('article, li, section') ?? page ?? null;
  },
  words: (e) => doorstep.clean(e?.innerText),
  // The next time that the page is drawn. One that cannot be seen is not.
  frame: () => new Promise((done) => {
    const end = new AbortController();
    const drawn = () => (end.abort(), done());
    if (document.hidden) setTimeout(drawn, 20);
    else requestAnimationFrame(drawn);
    document.addEventListener('visibilitychange', drawn, { signal: end.signal });
  }),
  // Whether the screen has what it shows. Its heading comes first, and a word where the rest is long in coming.
  stands() {
    const main = document.querySelector('main');
    const [all, heading] = [main, main?.querySelector('h1')].map((e) => doorstep.clean(e?.textContent));
    return heading !== '' && all !== heading && !all.includes('Opening…');
  },
  // Three frames in which a whole screen is there and nothing is asked.
  async settled() {
    const begun = performance.now();
    for (let still = 0; still < 3; ) {
      await doorstep.frame();
      still = window.doorstepOpen.length === 0 && doorstep.stands() ? still + 1 : 0;
      if (performance.now() - begun > 30000) {
        throw new Error(`${location.hash} never settled; open: ${window.doorstepOpen.join(', ')}`);
      }
    }
  },
};
// Keeps the questions that the page has put and nobody has answered: each goes to Rust by `fetch`.
if (!window.doorstepOpen) {
  const open = (window.doorstepOpen = []);
  const { fetch } = window;
  window.fetch = (address, ...more) => {
    open.push(String(address));
    const ended = () => open.splice(open.indexOf(String(address)), 1);
    const answer = fetch(address, ...more);
    answer.then((it) => it.clone().arrayBuffer()).then(ended, ended);
    return answer;
  };
}
