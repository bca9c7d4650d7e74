// A walk by Tab: what has had the focus, in order, and where it could not be seen when it had it.
const walk = (window.walk ??= {
  been: [],
  hidden: [],
  begin() {
    walk.been = [];
    walk.hidden = [];
    document.activeElement?.blur();
    getSelection().removeAllRanges();
  },
  // Some of it is in sight: no bar and no message lies over all of it.
  seen(e) {
    const { left, right, top, bottom } = e.getBoundingClientRect();
    const xs = [left + 2, (left + right) / 2, right - 2];
    const ys = [top + 2, (top + bottom) / 2, bottom - 2];
    return xs.some((x) =>
      ys.some((y) => {
        const hit = document.elementFromPoint(x, y);
        return hit && (e.contains(hit) || hit.contains(e) || [...(e.labels ?? [])].some((l) => l.contains(hit)));
      }),
    );
  },
  name: (e) => `${e.localName} ${doorstep.name(e) || e.id}`,
  note() {
    const e = document.activeElement;
    if (e === document.body || walk.been.at(-1) === e) return;
    walk.been.push(e);
    // A field comes into sight a moment later, with its cursor. The skip link is shown where the window itself has the
    // focus, which a driver does not give it.
    if (e.matches('input:not([type=radio], [type=checkbox]), .skip') || walk.seen(e)) return;
    const { left, top, width, height } = e.getBoundingClientRect();
    const over = document.elementFromPoint(left + width / 2, top + height / 2);
    walk.hidden.push(`${walk.name(e)}, at ${[left, top, width, height].map(Math.round)} under ${over?.outerHTML.slice(0, 60)}`);
  },
  // All that Tab should reach. Of radio buttons it reaches one of each group.
  stops() {
    const all = document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]');
    const groups = new Set();
    return [...all].filter((e) => {
      if (e.tabIndex < 0 || e.disabled || e.closest('[inert]') || !e.checkVisibility({ visibilityProperty: true }))
        return false;
      if (e.type !== 'radio') return true;
      if (groups.has(e.name)) return false;
      groups.add(e.name);
      return true;
    });
  },
  // In words, what is wrong with the walk that ended here.
  faults(direction) {
    walk.note();
    const reached = (e) =>
      walk.been.some((been) => been === e || (e.type === 'radio' && been.name === e.name && been.type === 'radio'));
    return [
      ...walk.stops().filter((e) => !reached(e)).map((e) => `${direction}: never reached: ${walk.name(e)}`),
      ...walk.hidden.map((e) => `${direction}: focused, and not to be seen: ${e}`),
    ];
  },
});
if (!window.walking) {
  window.walking = true;
  // What had the focus is looked at once it has been scrolled to: when the next key is pressed.
  document.addEventListener('keydown', () => walk.note(), true);
}
