// Measures what stands on the glass, by roles, words and geometry. Lengths are CSS pixels; "y" is from the window's top, and
// "at" from the top of the page that scrolls.
const ruler = {
  // --- Going, and waiting until all is there ---------------------------------------------------------------------------

  ask: (command, words) => window.__TAURI_INTERNALS__.invoke(command, words),
  frame: () => doorstep.frame(),
  settled: () => doorstep.settled(),
  // Goes to an address and types `words` into the search there.
  async go(address, words) {
    if (location.hash !== address) {
      const there = new Promise((done) => addEventListener('hashchange', done, { once: true }));
      location.hash = address;
      await there;
    }
    await ruler.settled();
    if (words !== undefined && words !== '') {
      const field = doorstep.find('combobox', 'Search') ?? doorstep.find('searchbox', 'Search') ?? doorstep.find('textbox', 'Search');
      field.focus();
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, words);
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await ruler.settled();
    }
    ruler.scroller().scrollTop = 0;
    await ruler.frame();
  },

  // --- The glass -------------------------------------------------------------------------------------------------------

  // What scrolls the main part.
  scroller() {
    for (let e = document.querySelector('main'); e; e = e.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(e).overflowY) && e.scrollHeight > e.clientHeight) return e;
    }
    return document.scrollingElement;
  },
  // Bars from edge to edge of the column, outside the main part: one at the top, one at the foot.
  bars() {
    const wide = [...document.querySelectorAll('header, nav, [role=banner], [role=navigation]')].filter(
      (e) => !e.closest('main, footer') && doorstep.there(e) && e.getBoundingClientRect().width >= innerWidth * 0.6);
    const rects = wide.map((e) => e.getBoundingClientRect()).filter((r) => r.bottom > 0 && r.top < innerHeight);
    const top = Math.max(0, ...rects.filter((r) => r.top <= 1).map((r) => r.bottom));
    const foot = Math.min(innerHeight, ...rects.filter((r) => r.top > 1 && r.bottom >= innerHeight - 1).map((r) => r.top));
    return { top, foot };
  },
  // The part of the window in which the page shows.
  glass() {
    const { top, foot } = ruler.bars();
    return { top, fold: foot, height: foot - top };
  },
  // How far something is from the top of the page that scrolls.
  at(e) {
    const scroller = ruler.scroller();
    const top = scroller === document.scrollingElement ? 0 : scroller.getBoundingClientRect().top;
    return e.getBoundingClientRect().top - top + scroller.scrollTop;
  },
  pageHeight() {
    const scroller = ruler.scroller();
    return { page: scroller.scrollHeight, screen: scroller === document.scrollingElement ? innerHeight : scroller.clientHeight };
  },
  // Down to the last thing in the header line or the line that says "Draft", where that stands near the top.
  chrome() {
    const draft = ruler.blocks(document.body)
      .filter(({ words }) => /^draft\b/i.test(words))
      .map(({ rect }) => rect.bottom)
      .filter((bottom) => bottom < 200);
    return Math.max(ruler.bars().top, ...draft);
  },

  // --- Words -----------------------------------------------------------------------------------------------------------

  // Whether eyes see it: there, and not clipped away for those who hear.
  seen(e, known = new Map()) {
    if (known.has(e)) return known.get(e);
    let seen = true;
    if (e === document.documentElement) seen = true;
    else {
      const style = getComputedStyle(e);
      const clipped = style.overflowX !== 'visible' && (e.offsetWidth <= 1 || e.offsetHeight <= 1);
      seen = !clipped && style.visibility !== 'hidden' && style.display !== 'none' && style.opacity !== '0' && e.checkVisibility() &&
        (e.parentElement ? ruler.seen(e.parentElement, known) : true);
    }
    known.set(e, seen);
    return seen;
  },
  // The nearest box that is no part of a line.
  block(e) {
    while (e.parentElement && /^(inline|contents)$/.test(getComputedStyle(e).display)) e = e.parentElement;
    return e;
  },
  // Pieces of text that eyes see, in order.
  texts(room) {
    const known = new Map();
    const walker = document.createTreeWalker(room, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const parent = node.parentElement;
      if (!node.data.trim() || /^(SCRIPT|STYLE|TEMPLATE|TITLE)$/.test(parent.tagName) || parent.closest('[inert]')) continue;
      if (!ruler.seen(parent, known)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const rects = [...range.getClientRects()].filter((r) => r.width > 0 && r.height > 0);
      if (rects.length > 0) found.push({ node, parent, rects, range });
    }
    return found;
  },
  // The same, put together to what stands in one box.
  blocks(room) {
    const blocks = new Map();
    for (const text of ruler.texts(room)) {
      const e = ruler.block(text.parent);
      const block = blocks.get(e) ?? blocks.set(e, { e, words: '', rect: e.getBoundingClientRect() }).get(e);
      block.words = doorstep.clean(block.words + ' ' + text.node.data);
    }
    return [...blocks.values()];
  },
  // How many words of the main part stand between two places of the page that scrolls.
  words(from = -Infinity, to = Infinity) {
    const scroller = ruler.scroller();
    const shift = scroller.scrollTop - (scroller === document.scrollingElement ? 0 : scroller.getBoundingClientRect().top);
    let count = 0;
    for (const { node, rects, range } of ruler.texts(document.querySelector('dialog[open]') ?? document.querySelector('main'))) {
      const all = [...node.data.matchAll(/\S*[\p{L}\p{N}]\S*/gu)];
      const inside = (r) => r && r.top + shift >= from - 1 && r.top + shift < to;
      if (rects.every(inside)) count += all.length;
      else if (rects.some(inside)) {
        count += all.filter((word) => {
          range.setStart(node, word.index);
          range.setEnd(node, word.index + word[0].length);
          return inside(range.getClientRects()[0]);
        }).length;
      }
    }
    return count;
  },
  // The longest line of running text: { characters, line }.
  longestLine(room = document.querySelector('main')) {
    let longest = { characters: 0, line: '' };
    const lines = new Map();
    const texts = ruler.texts(room).filter(({ parent }) => parent.closest('p, li, dd'));
    for (const { node, parent, range } of texts) {
      const block = ruler.block(parent);
      const its = lines.get(block) ?? lines.set(block, []).get(block);
      for (const word of node.data.matchAll(/\S+/g)) {
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        const rect = range.getClientRects()[0];
        if (!rect) continue;
        const middle = (rect.top + rect.bottom) / 2;
        let line = its.at(-1);
        if (!line || middle < line.top || middle > line.bottom) its.push((line = { top: rect.top, bottom: rect.bottom, words: [] }));
        // What stands close to the word before it belongs to it: "999" and its full stop, which a link divides.
        if (line.words.length > 0 && rect.left - line.right < 1) line.words.push(line.words.pop() + word[0]);
        else line.words.push(word[0]);
        line.right = rect.right;
      }
    }
    for (const line of [...lines.values()].flat()) {
      // An address is no line of words.
      if (line.words.length < 2) continue;
      const text = line.words.join(' ');
      if (text.length > longest.characters) longest = { characters: text.length, line: text };
    }
    return longest;
  },
  // What says that something is not confirmed: whole sentences, and marks of at most three words.
  cautions(room = document.body) {
    const says = /\b(not\s+(yet\s+)?(been\s+)?(confirmed|checked)|unconfirmed|not known to be right|overdue)\b/i;
    const told = { sentences: [], marks: [], emergency: [] };
    for (const { e, words } of ruler.blocks(room)) {
      for (const sentence of words.split(/(?<=[.!?])\s+|\s*[·|]\s*/).filter((it) => says.test(it))) {
        const mark = sentence.split(/\s+/).length <= 3;
        (mark ? told.marks : told.sentences).push(sentence);
        const card = e.closest('article, li, section');
        const calls = [...(card?.querySelectorAll('a, button') ?? [])].map(doorstep.words);
        if (card?.localName !== 'section' && calls.includes('Call 999')) told.emergency.push(sentence);
      }
    }
    return told;
  },

  // --- Numbers ---------------------------------------------------------------------------------------------------------

  numbersIn: (words) => words.match(/\b0\d(?:[ \u00a0]?\d){8,9}\b|\b(?:999|101|111)\b|\b116[ \u00a0]?\d{3}\b/g) ?? [],
  local: (number) => number.replace(/\D/g, '').length >= 10,
  // Where each number stands that can be called or read: its button, else its own text, one for each place.
  numbers(room = document.body) {
    const found = [];
    for (const { e, words } of ruler.lines(room)) {
      const numbers = ruler.numbersIn(words);
      const control = e.closest('a, button');
      const alone = words.replace(/^(call|ring|text|or)\b/i, '').replace(/[\s.]/g, '');
      if (numbers.length !== 1 || (!control && alone !== numbers[0].replace(/\s/g, ''))) continue;
      const whole = control ? doorstep.words(control) : words;
      // A number within a sentence, or one among other words of a link, is told and not offered.
      if (whole.replace(/^(call|ring|text)\b/i, '').replace(/\s/g, '') !== numbers[0].replace(/\s/g, '')) continue;
      const e2 = control ?? e;
      if (!found.some((it) => it.e === e2)) found.push({ e: e2, number: doorstep.clean(numbers[0]), rect: e2.getBoundingClientRect() });
    }
    return found;
  },
  // Each element that itself holds text, with its words.
  lines(room) {
    const own = new Set(ruler.texts(room).map(({ parent }) => parent));
    return [...own].map((e) => ({ e, words: doorstep.words(e) }));
  },
  // The bounded box around a number: what has a border on all its sides.
  cardOf(e) {
    for (let box = e.parentElement; box && box.localName !== 'main'; box = box.parentElement) {
      const style = getComputedStyle(box);
      const sides = ['Top', 'Right', 'Bottom', 'Left'];
      if (sides.every((side) => parseFloat(style[`border${side}Width`]) >= 1 && style[`border${side}Style`] !== 'none')) return box;
    }
    return null;
  },

  // --- Targets ---------------------------------------------------------------------------------------------------------

  TARGETS: 'a[href], button, summary, input:not([type=hidden]), select, textarea, [role=button], [role=option], [role=tab], [role=switch]',
  SIDE: 44,
  // What can be pressed, seen, and does something.
  targets(room = document.body) {
    const known = new Map();
    const dialog = document.querySelector('dialog[open]');
    return [...(dialog ?? room).querySelectorAll(ruler.TARGETS)].filter((e) =>
      doorstep.there(e) && !e.disabled && e.ariaDisabled !== 'true' &&
      // GOV.UK's radios and boxes are there for the finger, and drawn by their labels.
      (ruler.seen(e, known) || (/^(radio|checkbox)$/.test(e.type) && ruler.seen(e.parentElement, known))));
  },
  // Whether it is part of a sentence, whose line height it cannot change: a link with words of the same sentence before or
  // after it in its box.
  inRunningText(e) {
    if (e.localName !== 'a' || getComputedStyle(e).display !== 'inline') return false;
    const block = ruler.block(e);
    const range = document.createRange();
    range.setStart(block, 0);
    range.setEndBefore(e);
    const before = ruler.shown(range, block);
    range.selectNodeContents(block);
    range.setStartAfter(e);
    const after = ruler.shown(range, block);
    return /[^.!?:·|\s]$/.test(before) || /^[^.!?:·|\s]/.test(after);
  },
  // The words in a range that eyes see, of one box.
  shown(range, block) {
    const known = new Map();
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let words = '';
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (!range.intersectsNode(node) || !ruler.seen(node.parentElement, known) || ruler.block(node.parentElement) !== block) continue;
      const inside = range.comparePoint(node, 0) === 0 && range.comparePoint(node, node.length) === 0;
      if (inside) words += node.data;
    }
    return doorstep.clean(words);
  },
  // Its width and height for a finger: its own box with its label's, or more where something of its own lies beyond that.
  size(e) {
    const rects = [e, ...(/^(radio|checkbox)$/.test(e.type) ? (e.labels ?? []) : [])].map((it) => it.getBoundingClientRect());
    let width = Math.max(...rects.map((r) => r.right)) - Math.min(...rects.map((r) => r.left));
    let height = Math.max(...rects.map((r) => r.bottom)) - Math.min(...rects.map((r) => r.top));
    const enough = (side) => side >= ruler.SIDE - 0.5;
    if (!enough(width) || !enough(height)) {
      // A label around a field is pressed for it; so is what a link lays over its card.
      const label = e.closest('label')?.getBoundingClientRect();
      if (label) [width, height] = [Math.max(width, label.width), Math.max(height, label.height)];
      else if (['::before', '::after'].some((part) => getComputedStyle(e, part).position === 'absolute')) {
        [width, height] = ruler.reach(e);
      }
    }
    return { width: Math.round(width * 10) / 10, height: Math.round(height * 10) / 10, enough: enough(width) && enough(height) };
  },
  // How far a finger finds it, across and down, from its middle.
  reach(e) {
    const scroller = ruler.scroller();
    const kept = scroller.scrollTop;
    e.scrollIntoView({ block: 'center' });
    const { left, right, top, bottom } = e.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const ours = (x, y) => document.elementFromPoint(x, y)?.closest(ruler.TARGETS) === e;
    const along = (dx, dy) => {
      let far = 0;
      while (far < 100 && ours(x + dx * (far + 1), y + dy * (far + 1))) far += 1;
      return far;
    };
    const found = [along(1, 0) + along(-1, 0) + 1, along(0, 1) + along(0, -1) + 1];
    scroller.scrollTop = kept;
    return found;
  },
  // All that are too small for a finger: "link “Why” 35 × 19".
  small(room = document.body) {
    return ruler.targets(room)
      .filter((e) => !ruler.inRunningText(e))
      .map((e) => ({ e, ...ruler.size(e) }))
      .filter(({ enough }) => !enough)
      .map(({ e, width, height }) => `${doorstep.role(e)} “${doorstep.name(e).slice(0, 60)}” ${width} × ${height}`);
  },

  // --- Cut, broken and drawn over ---------------------------------------------------------------------------------------

  // Words of which a part is cut off by a box that does not scroll, or that lie over other words.
  cut() {
    const texts = ruler.texts(document.body).filter(({ parent }) => !parent.closest('.textLayer'));
    const told = (text) => `“${doorstep.clean(text.node.data).slice(0, 40)}”`;
    const clipped = texts.filter(({ parent, rects }) => {
      for (let box = parent; box && box !== document.body; box = box.parentElement) {
        const { overflowX, overflowY, position } = getComputedStyle(box);
        if (/auto|scroll/.test(overflowX + overflowY) || position === 'fixed') return false;
        const [across, down] = [overflowX, overflowY].map((it) => /hidden|clip/.test(it));
        const { left, right, top, bottom } = box.getBoundingClientRect();
        if (rects.some((r) => (across && (r.left < left - 2 || r.right > right + 2)) || (down && (r.top < top - 4 || r.bottom > bottom + 4)))) return true;
      }
      return false;
    });
    // What stays in sight while the page scrolls lies over it, and is meant to.
    const floats = (e) => { for (; e; e = e.parentElement) if (/fixed|sticky/.test(getComputedStyle(e).position) || e.localName === 'dialog') return true; return false; };
    // What scrolls apart meets only in figures: the one is under the edge of the other's box.
    const room = (e) => { for (; e && !/auto|scroll/.test(getComputedStyle(e).overflow); e = e.parentElement); return e; };
    const lying = texts.filter(({ parent }) => !floats(parent))
      .flatMap((text) => { const its = room(text.parent); return text.rects.map((rect) => ({ text, rect, room: its })); })
      .sort((one, other) => one.rect.top - other.rect.top);
    const over = [];
    lying.forEach((one, at) => {
      for (const other of lying.slice(at + 1)) {
        if (other.rect.top >= one.rect.bottom) break;
        if (one.text === other.text || one.room !== other.room || one.text.parent.contains(other.text.parent) || other.text.parent.contains(one.text.parent)) continue;
        const wide = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left);
        const high = Math.min(one.rect.bottom, other.rect.bottom) - Math.max(one.rect.top, other.rect.top);
        // Lines of text stand close: what is drawn of two letters meets only where half a line does.
        if (wide > 2 && high > Math.min(one.rect.height, other.rect.height) / 2) over.push(`${told(one.text)} and ${told(other.text)} lie over one another`);
      }
    });
    return [...clipped.map((text) => `${told(text)} is cut`), ...over];
  },
  // Words that begin on one line and end on another. Addresses may.
  broken() {
    return ruler.texts(document.body).flatMap(({ node, range }) =>
      [...node.data.matchAll(/[\p{L}\p{N}’']+/gu)].filter((word) => {
        const around = node.data.slice(0, word.index).match(/\S*$/)[0] + node.data.slice(word.index).match(/^\S*/)[0];
        if (/[./@]\S/.test(around)) return false;
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        // Where a line ends before it, a word has a box without width there.
        const tops = [...range.getClientRects()].filter((r) => r.width > 0).map((r) => Math.round(r.top));
        return new Set(tops).size > 1;
      }).map(([word]) => `“${word}” is broken`));
  },

  // --- Beside the window, and covered by bars ---------------------------------------------------------------------------

  // Controls of which a part lies beside the window.
  beside() {
    const lies = (e) => {
      const { left, right } = e.getBoundingClientRect();
      return (left < -1 || right > innerWidth + 1) && !ruler.scrollsByItself(e);
    };
    return ruler.targets().filter(lies).map((e) => `${doorstep.role(e)} “${doorstep.name(e).slice(0, 40)}” lies beside the window`);
  },
  // The share of the window that bars take however far the page is scrolled.
  stays() {
    if (ruler.scroller() === document.scrollingElement) return 0;
    const { top, foot } = ruler.bars();
    return (top + innerHeight - foot) / innerHeight;
  },

  // --- Wider than the window -------------------------------------------------------------------------------------------

  // Whether it is in what scrolls sideways by itself, as a line of chips does.
  scrollsByItself(e) {
    for (let box = e.parentElement; box; box = box.parentElement) {
      if (!box.querySelector('main') && box.localName !== 'main' && /auto|scroll|hidden|clip/.test(getComputedStyle(box).overflowX)) return true;
    }
    return false;
  },
  sideways() {
    const over = [...new Set([document.scrollingElement, ruler.scroller()])].filter((e) => e.scrollWidth > e.clientWidth + 1);
    const beyond = [...document.querySelectorAll('body *')].filter(
      (e) => doorstep.there(e) && e.getBoundingClientRect().right > innerWidth + 1 && !ruler.scrollsByItself(e));
    if (over.length === 0 && beyond.length === 0) return '';
    return beyond.slice(-2).map((e) => `${e.localName} “${doorstep.words(e).slice(0, 40)}”`).join(', ') || 'the page itself';
  },
};
