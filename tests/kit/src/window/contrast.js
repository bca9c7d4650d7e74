// Contrast, computed from the styles that are live. Needs eyes.js and ruler.js.
const contrast = {
  // --- The formula (WCAG 2.2, relative luminance and contrast ratio) ----------------------------------------------------

  // "rgb(1, 2, 3)", "rgba(1, 2, 3, 0.5)", "color(srgb 0.1 0.2 0.3 / 0.5)" as [red, green, blue, alpha] of 0 to 255 and 0 to 1.
  colour(text) {
    const numbers = (text.match(/-?[\d.]+(e-?\d+)?%?/g) ?? []).map(parseFloat);
    if (text.startsWith('color(')) {
      const [r, g, b, a = 1] = numbers;
      return [r * 255, g * 255, b * 255, a];
    }
    if (!text.startsWith('rgb')) return null;
    const [r, g, b, a = 1] = numbers;
    return [r, g, b, a];
  },
  over: ([r, g, b, a], [r2, g2, b2]) => [r * a + r2 * (1 - a), g * a + g2 * (1 - a), b * a + b2 * (1 - a), 1],
  luminance(colour) {
    const [r, g, b] = colour.slice(0, 3).map((of255) => {
      const c = of255 / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  },
  ratio(one, other) {
    const [a, b] = [contrast.luminance(one), contrast.luminance(other)];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  },

  // --- What lies under something ----------------------------------------------------------------------------------------

  // The colour of the ground on which `e`'s content is drawn; null where that is a picture.
  ground(e, known = new Map()) {
    if (!e) return contrast.canvas();
    if (known.has(e)) return known.get(e);
    const style = getComputedStyle(e);
    let ground;
    const fill = contrast.colour(style.backgroundColor) ?? [0, 0, 0, 0];
    if (/url\(|gradient\(/.test(style.backgroundImage)) ground = null;
    else if (fill[3] === 1) ground = fill;
    else {
      const under = e.localName === 'dialog' ? contrast.canvas() : contrast.ground(e.parentElement, known);
      ground = under && contrast.over(fill, under);
    }
    known.set(e, ground);
    return ground;
  },
  canvas() {
    const probe = document.createElement('div');
    probe.style.backgroundColor = 'Canvas';
    document.body.append(probe);
    const colour = contrast.colour(getComputedStyle(probe).backgroundColor);
    probe.remove();
    return colour;
  },
  opacity(e) {
    let all = 1;
    for (; e; e = e.parentElement) all *= parseFloat(getComputedStyle(e).opacity);
    return all;
  },
  // The colours of its border, where it is seen.
  borders(style) {
    return ['Top', 'Right', 'Bottom', 'Left']
      .filter((side) => parseFloat(style[`border${side}Width`]) >= 1 && !/none|hidden/.test(style[`border${side}Style`]))
      .map((side) => contrast.colour(style[`border${side}Color`]))
      .filter((colour) => colour && colour[3] > 0);
  },
  // The colours that box-shadows without blur draw, as bars and rings.
  shadows: (style) => (style.boxShadow === 'none' ? [] : style.boxShadow.split(/,(?![^(]*\))/))
    .map((one) => one.match(/(rgba?|color)\([^)]*\)/)?.[0])
    .filter(Boolean).map(contrast.colour).filter((colour) => colour && colour[3] > 0),
  outline: (style) => parseFloat(style.outlineWidth) >= 1 && style.outlineStyle !== 'none' ? [contrast.colour(style.outlineColor)].filter(Boolean) : [],

  // --- What is looked at ------------------------------------------------------------------------------------------------

  disabled: (e) => !!e.closest(':disabled, [aria-disabled=true]'),
  place: (e) => `${doorstep.role(e)} “${(doorstep.name(e) || doorstep.words(e)).slice(0, 50)}”`,
  // Pairs of text and ground. A word on a picture or behind a disabled control is nobody's.
  text(room = document.body) {
    const known = new Map();
    return ruler.texts(room).filter(({ parent }) => !contrast.disabled(parent) && !parent.closest('.textLayer')).flatMap(({ node, parent }) => {
      const ground = contrast.ground(parent, known);
      const colour = contrast.colour(getComputedStyle(parent).color);
      if (!ground || !colour) return [];
      colour[3] *= contrast.opacity(parent);
      return [{ ratio: contrast.ratio(contrast.over(colour, ground), ground), place: `“${doorstep.clean(node.data).slice(0, 50)}”` }];
    });
  },
  // What bounds a control that is drawn as a box: the stronger of its border and its fill against what is around it.
  control(e) {
    const style = getComputedStyle(e);
    const around = contrast.ground(e.parentElement);
    if (!around) return null;
    const borders = contrast.borders(style);
    const fill = contrast.ground(e);
    // A box is what has a border all around, or a field. A hairline below a row or a pale fill bounds nothing by itself.
    if (borders.length < 4 && !e.matches('input:not([type=radio], [type=checkbox], [type=file]), select, textarea')) return null;
    return Math.max(...borders.map((colour) => contrast.ratio(contrast.over(colour, around), around)), fill ? contrast.ratio(fill, around) : 1);
  },
  controls(room = document.body) {
    return ruler.targets(room).filter((e) => !contrast.disabled(e) && !(e.localName === 'input' && ruler.seen(e) === false))
      .map((e) => ({ ratio: contrast.control(e), place: contrast.place(e) })).filter(({ ratio }) => ratio !== null);
  },
  // The borders of the boxes that bound a number.
  cards(room = document.querySelector('main')) {
    return ruler.numbers(room).flatMap(({ e, number }) => {
      const card = ruler.cardOf(e);
      if (!card) return [];
      const around = contrast.ground(card.parentElement);
      if (!around) return [];
      const weakest = Math.min(...contrast.borders(getComputedStyle(card)).map((colour) => contrast.ratio(contrast.over(colour, around), around)));
      return [{ ratio: weakest, place: `the card of ${number}` }];
    });
  },
  STATES: '[aria-current]:not([aria-current=false]), [aria-pressed=true], [aria-checked=true], [aria-selected=true], input:checked',
  // What tells something current, pressed or chosen from its like: a bar, border, ring or ground of 3:1, or another weight,
  // line or word. Told as its ratio, or 21 where form or words tell it.
  states(room = document.body) {
    return [...room.querySelectorAll(contrast.STATES)].filter((e) => doorstep.there(e) || /^(radio|checkbox)$/.test(e.type)).flatMap((e) => {
      if (contrast.disabled(e) || !e.parentElement?.checkVisibility()) return [];
      const drawn = e.matches('input') ? e.labels?.[0] ?? e : e;
      const style = getComputedStyle(drawn);
      const around = contrast.ground(e.parentElement);
      const own = contrast.ground(drawn) ?? around;
      if (!around) return [];
      if (e.matches('input')) {
        // The tick or the dot, on the ground of its box.
        const tick = getComputedStyle(drawn, '::after');
        const colours = [...contrast.borders(tick), contrast.colour(tick.backgroundColor)].filter((it) => it && it[3] > 0);
        const native = tick.content === 'none';
        const ratio = native ? 21 : Math.max(1, ...colours.map((colour) => contrast.ratio(contrast.over(colour, around), around)));
        return [{ ratio, place: contrast.place(e) }];
      }
      const like = [...e.parentElement.parentElement.querySelectorAll(e.localName)].find((it) => it !== e && !it.matches(contrast.STATES) && it.className.split(' ')[0] === e.className.split(' ')[0]);
      const other = like && getComputedStyle(like);
      const form = other && (other.fontWeight !== style.fontWeight || other.textDecorationLine !== style.textDecorationLine || doorstep.words(like).split(' ')[0] !== doorstep.words(e).split(' ')[0] && e.ariaPressed === 'true');
      const otherGround = like ? contrast.ground(like) ?? around : around;
      const drawnRatios = [
        ...contrast.shadows(style).map((colour) => contrast.ratio(contrast.over(colour, own), own)),
        ...contrast.borders(style).map((colour) => contrast.ratio(contrast.over(colour, own), own)),
        contrast.ratio(own, otherGround),
      ];
      return [{ ratio: form ? 21 : Math.max(1, ...drawnRatios), place: contrast.place(e) }];
    });
  },
  // Looks at the page while each rule for a state is true in place of the state: a rule stands twice, once as `as` has it, which
  // weighs the same and keeps its place among the rules.
  asIf(state, as, look) {
    const groups = (owner) => [owner, ...[...owner.cssRules].filter((rule) => rule.cssRules && !rule.selectorText).flatMap(groups)];
    const owners = [...document.styleSheets].flatMap(groups);
    for (const owner of owners) {
      for (let at = owner.cssRules.length - 1; at >= 0; at -= 1) {
        const { selectorText, cssText } = owner.cssRules[at];
        if (!selectorText?.match(state)) continue;
        try {
          owner.insertRule(cssText.replace(state, as), at + 1);
        } catch {
          // After a pseudo-element only a state may stand: a button within a field is not looked at.
        }
      }
    }
    try {
      return look();
    } finally {
      for (const owner of owners) {
        for (let at = owner.cssRules.length - 1; at >= 0; at -= 1) {
          if (owner.cssRules[at].selectorText?.includes(as.replaceAll("'", '"')) || owner.cssRules[at].selectorText?.includes(as)) owner.deleteRule(at);
        }
      }
    }
  },
  // What shows that something has the focus: the strongest of the ring's colours against what is around, and of the ground
  // that changed. The rules for focus are made true for one thing after another: a window without a screen has no focus.
  focus: (room = document.body) => contrast.asIf(/:focus(-visible)?(?!-within)/g, '[data-ring]', () => {
    const known = new Map();
    // One of each that look alike: a page of numbers has hundreds.
    const alike = new Map(ruler.targets(room).filter((e) => e.tabIndex >= 0)
      .map((e) => [[e.localName, e.type, e.className, e.parentElement.className, String(contrast.ground(e, known))].join(), e]));
    return [...alike.values()].flatMap((e) => {
      const drawn = [e, ...(e.labels ?? [])].flatMap((it) => [[it, undefined], [it, '::before'], [it, '::after']]);
      const was = drawn.map(([it, part]) => contrast.look(it, part).key);
      const own = contrast.ground(e);
      const around = contrast.ground(e.parentElement);
      if (!around) return [];
      e.setAttribute('data-ring', '');
      const colours = drawn.map(([it, part]) => contrast.look(it, part)).filter(({ key }, at) => key !== was[at]).flatMap(({ colours }) => colours);
      const ground = contrast.ground(e);
      e.removeAttribute('data-ring');
      const ratios = colours.map((colour) => contrast.ratio(contrast.over(colour, around), around));
      return [{ ratio: Math.max(1, ...ratios, own && ground ? contrast.ratio(own, ground) : 1), place: contrast.place(e) }];
    });
  }),
  look(e, part) {
    const style = getComputedStyle(e, part);
    const colours = [...contrast.outline(style), ...contrast.shadows(style), ...contrast.borders(style)];
    return { colours, key: JSON.stringify([style.outlineWidth, style.outlineStyle, style.boxShadow, style.backgroundColor, colours]) };
  },
  // Words in the colours they have under a mouse, all at once.
  hover: (room = document.body) => contrast.asIf(/:hover/g, ':not(.never)', () => ruler.targets(room).flatMap((e) => contrast.text(e))),
  // The same while pressed, once visited, and with the focus on all of them.
  pressed: (room = document.body) => contrast.asIf(/:active/g, ':not(.never)', () => ruler.targets(room).flatMap((e) => contrast.text(e))),
  visited: (room = document.body) => contrast.asIf(/:visited/g, ':not(.never)', () => ruler.targets(room).flatMap((e) => contrast.text(e))),
  focused: (room = document.body) => contrast.asIf(/:focus(-visible)?(?!-within)/g, ':not(.never)', () => ruler.targets(room).flatMap((e) => contrast.text(e))),
  // The lowest of each kind on this screen.
  lowest() {
    const { text, controls: control, cards: card, states: state, hover, pressed, visited, focused, focus } = contrast;
    const kinds = { text, control, card, state, hover, pressed, visited, focused, focus };
    return Object.fromEntries(Object.entries(kinds).map(([kind, look]) => {
      const all = look();
      const lowest = all.reduce((low, one) => (low && low.ratio <= one.ratio ? low : one), undefined);
      return [kind, lowest && { ratio: Math.floor(lowest.ratio * 100) / 100, place: lowest.place, of: all.length }];
    }));
  },
};
