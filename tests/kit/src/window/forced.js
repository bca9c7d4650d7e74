// Shows the page about as a system does that sets the colours itself, which WebKit cannot: the app's own rules for that are
// switched on, and all else has the system's colours, no shadows and no pictures made of colours. It is a likeness: what
// Windows draws of its own accord (behind words on pictures, around fields of its own make) is not in it.
const forced = {
  // Windows' "night sky".
  system: {
    CanvasText: '#ffffff', Canvas: '#000000', LinkText: '#75e9fc', ButtonText: '#ffffff', ButtonFace: '#000000',
    ButtonBorder: '#ffffff', FieldText: '#ffffff', Field: '#000000', HighlightText: '#263b50', Highlight: '#8ee3f0',
    SelectedItemText: '#263b50', SelectedItem: '#8ee3f0', GrayText: '#a6a6a6', Mark: '#ffff00', MarkText: '#000000',
  },
  named: (css) => css.replace(new RegExp(`\\b(${Object.keys(forced.system).join('|')})\\b`, 'gi'), (name) =>
    Object.entries(forced.system).find(([its]) => its.toLowerCase() === name.toLowerCase())[1]),
  // The app's own rules for it.
  own() {
    const within = (rules, on) => [...rules].flatMap((rule) => {
      if (rule.media) {
        const text = rule.media.mediaText;
        if (text.includes('forced-colors')) return within(rule.cssRules, !text.includes('none'));
        return matchMedia(text).matches ? within(rule.cssRules, on) : [];
      }
      if (!on || !rule.style) return [];
      const declared = [...rule.style].map((name) => `${name}: ${rule.style.getPropertyValue(name)} !important`);
      return [`${rule.selectorText} { ${forced.named(declared.join('; '))} }`];
    });
    return [...document.styleSheets].flatMap((sheet) => within(sheet.cssRules, false));
  },
  on() {
    forced.off();
    for (const e of document.querySelectorAll('*')) {
      const filled = (part) => !/, 0\)$|transparent/.test(getComputedStyle(e, part).backgroundColor);
      const parts = [[undefined, 'filled'], ['::before', 'before'], ['::after', 'after']];
      e.setAttribute('data-forced', parts.filter(([part]) => filled(part)).map(([, name]) => name).join(' '));
    }
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(forced.named(`
      *, *::before, *::after {
        color: CanvasText !important; border-color: CanvasText !important; outline-color: CanvasText !important;
        text-decoration-color: currentColor !important; box-shadow: none !important; text-shadow: none !important;
      }
      [data-forced~=filled], [data-forced~=before]::before, [data-forced~=after]::after {
        background-color: Canvas !important; background-image: none !important
      }
      *::marker { color: CanvasText !important }
      a[href], a[href] * { color: LinkText !important }
      button, summary, select { border-color: ButtonBorder !important }
      button, button * { color: ButtonText !important }
      button:disabled, button:disabled * { color: GrayText !important; border-color: GrayText !important }
      mark { background-color: Mark !important; color: MarkText !important }
      ${forced.own().join('\n')}`));
    document.adoptedStyleSheets = [sheet];
  },
  off() {
    document.adoptedStyleSheets = [];
    for (const e of document.querySelectorAll('[data-forced]')) e.removeAttribute('data-forced');
  },
};
