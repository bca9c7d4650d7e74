//! The five tasks by keys alone, pressed on the display, and the focus in sight at each stop.

use kit::window::{App, Hand, patiently};
use serde_json::json;

/// Who has no pointer.
struct Keys<'a> {
    app: &'a App,
    hand: Hand,
}

/// Counts where the focus came to.
const STOPS: &str = "
    if (window.stops === undefined) {
        window.stops = 0;
        document.addEventListener('focusin', () => { window.stops += 1 });
    }
    return window.stops";

/// What is wrong with how the focus is shown; nothing where it can be seen.
const SEEN: &str = "
    const it = document.activeElement;
    const { top, bottom, left, right, width, height } = it.getBoundingClientRect();
    // A box of GOV.UK's is drawn by its label.
    const drawn = [it, it.nextElementSibling].flatMap((e) =>
        e ? [getComputedStyle(e), getComputedStyle(e, '::before')] : []);
    const marked = drawn.some(({ outlineStyle, outlineWidth, boxShadow }) =>
        (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none');
    if (!it.matches(':focus-visible')) return 'is not shown as focused';
    if (!marked) return 'has no mark of focus';
    if (width === 0 || height === 0) return 'has no size';
    const x = (left + right) / 2, y = (Math.max(0, top) + Math.min(innerHeight, bottom)) / 2;
    const on = document.elementFromPoint(x, y);
    if (bottom <= 0 || top >= innerHeight) return 'is out of sight';
    if (!on || !(it.contains(on) || on.contains(it) || it.labels?.[0]?.contains(on))) return `is covered by ${on?.className}`;
    return ''";

impl<'a> Keys<'a> {
    fn of(app: &'a App) -> Self {
        let hand = app.hand();
        hand.turn_to("Doorstep").expect("the window");
        Self { app, hand }
    }

    fn press(&self, keys: &str) {
        self.hand.type_in(keys).expect("the display has these keys");
    }

    /// Writes words into the field that has the focus, and waits until they are there and answered.
    fn write(&self, words: &str) {
        self.press(words);
        self.app.until_with(
            "the words in the field",
            "return document.activeElement.value === arguments[0]",
            &[json!(words)],
        );
        self.app.settled();
    }

    /// Goes on with Tab to what has that role and a name that begins so. Each stop on the way can be seen.
    fn tab_to(&self, role: &str, name: &str) {
        const MOST: usize = 120;
        // A screen that is still coming takes the focus once it is there.
        self.app.settled();
        let wanted = format!("{role}: {name}");
        let mut passed = Vec::new();
        for _ in 0..MOST {
            let stops = self.app.ask(STOPS, &[]);
            self.press("\t");
            patiently(&format!("Tab to go on to {wanted}"), || {
                match self.app.ask(STOPS, &[]) {
                    now if now != stops => Ok(()),
                    _ => Err(json!(self.app.focus())),
                }
            });
            let focus = self.app.focus();
            // What has the focus comes into sight a moment later.
            let place = format!("{focus} to be seen, on the way to {wanted} by {passed:#?}");
            patiently(&place, || match self.app.text_of(SEEN) {
                none if none.is_empty() => Ok(()),
                fault => Err(json!(fault)),
            });
            if focus.starts_with(&wanted) {
                return;
            }
            passed.push(focus);
        }
        panic!("Tab does not reach {wanted}, but {passed:#?}");
    }
}

/// A plumber on the Island, on a Saturday at 22:00.
pub(super) fn local_number(app: &App) {
    let keys = Keys::of(app);
    keys.tab_to("button", "Isle of Wight");
    keys.press("\n");
    app.see("01983 823435");
    keys.tab_to("button", "Call 01983 823435");
    keys.press("\n");
    app.until_opened(&["tel:01983823435", "tel:01983823435"]);
}

/// A health visitor in Hampshire, on a Tuesday at 10:00.
pub(super) fn pathway_material_and_changes(app: &App) {
    let keys = Keys::of(app);
    keys.tab_to("button", "Hampshire");
    keys.press("\n");
    app.see("0300 555 1384");
    keys.tab_to("link", "Domestic abuse");
    keys.press("\n");
    app.arrive("Domestic abuse");
    for (answer, then) in [
        ("No", "Make sure that it is safe to talk"),
        ("Next step", "Work out the risk"),
        ("I am worried about a child", "Are you worried about a child?"),
    ] {
        keys.tab_to("link", answer);
        keys.press("\n");
        app.find("heading", then);
    }
    keys.tab_to("button", "Call 01329 225379");
    keys.press("\n");
    assert_eq!(app.opened(), ["tel:01329225379"]);

    // From anywhere, by one key.
    keys.press("/");
    app.arrive("Search");
    app.until("the field", "return document.activeElement.id === 'search'");
    keys.write("icon");
    keys.tab_to("button", "Save: ICON");
    keys.press("\n");
    app.see("Saved.");
    keys.tab_to("link", "See Saved");
    keys.press("\n");
    app.arrive("Saved");
    app.see("ICON");

    // An arrow goes to a hit, and Enter opens it.
    keys.press("/");
    app.arrive("Search");
    app.until("the field", "return document.activeElement.id === 'search'");
    keys.write("neglect");
    keys.press("↓\n");
    app.until("the hit", "return !location.hash.startsWith('#/search')");

    keys.tab_to("link", "What's changed");
    keys.press("\n");
    app.arrive("What's changed");
    app.see("Nothing has changed since Doorstep was installed.");
}

/// On the Monday of a practice week.
pub(super) fn wednesday(app: &App) {
    let keys = Keys::of(app);
    keys.tab_to("button", "Hampshire");
    keys.press("\n");
    app.find("button", "Area: Hampshire");
    keys.tab_to("link", "Safeguarding Children who are Victims of Domestic Abuse");
    keys.press("\n");
    app.arrive("Safeguarding Children who are Victims of Domestic Abuse");
    keys.tab_to("button", "Add to calendar: Wednesday 27 November");
    keys.press("\n");
    app.see("2024-11-27");
}
