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
};
