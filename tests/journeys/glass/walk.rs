//! A first-time user on the way to something: taps, swipes, and the words on what is passed.

use kit::window::App;
use serde_json::{Value, json};

/// Counts a way.
pub(super) struct Walk<'a> {
    app: &'a App,
    pub(super) taps: u32,
    pub(super) swipes: u32,
    pub(super) words: u32,
    /// What was looked for and is not there.
    pub(super) stuck: Option<String>,
}

/// Where the person goes on reading, and what finds `it` there.
const LOOK: &str = "
    const scroller = ruler.scroller();
    const { top, fold } = ruler.glass();
    const height = fold - top;
    const from = scroller.scrollTop;
    let swipes = 0, to = from + height;
    if (it.closest('main') && !it.closest('dialog')) {
        const bottom = ruler.at(it) + Math.min(it.getBoundingClientRect().height, height / 2);
        swipes = Math.max(0, Math.ceil((bottom - to) / (0.8 * height)));
        to += swipes * 0.8 * height;
        if (swipes > 0) scroller.scrollTop = from + swipes * 0.8 * height;
    }
    return { swipes, words: ruler.words(from, to) };
";

impl<'a> Walk<'a> {
    /// Begins on Now.
    pub(super) fn new(app: &'a App) -> Self {
        app.settle_at("#/", "");
        Self {
            app,
            taps: 0,
            swipes: 0,
            words: 0,
            stuck: None,
        }
    }

    /// Swipes until what `find` answers is whole on the glass.
    fn look(mut self, find: &str, given: &[Value]) -> Self {
        if self.stuck.is_some() {
            return self;
        }
        let script = format!("const it = {find}; if (!it) throw `${{given.join(' ')}} is not there`; {LOOK}");
        match self.app.try_to_measure(&script, given) {
            Ok(seen) => {
                let number = |name: &str| u32::try_from(seen[name].as_u64().unwrap_or_default()).unwrap_or_default();
                self.swipes += number("swipes");
                self.words += number("words");
            }
            Err(stuck) => self.stuck = Some(stuck),
        }
        self
    }

    /// Finds something of that role and name and presses it.
    pub(super) fn tap(self, role: &str, name: &str) -> Self {
        self.press("doorstep.find(...given)", &[json!(role), json!(name)])
    }

    /// Finds the practice week that is on, and opens it.
    pub(super) fn tap_week(self) -> Self {
        self.press(
            "doorstep.all('link').find((e) => e.hash.startsWith('#/weeks/'))",
            &[json!("a practice week")],
        )
    }

    /// Finds the button whose name begins so in the row that holds these words, and presses it.
    pub(super) fn tap_beside(self, words: &str, button: &str) -> Self {
        let find = "doorstep.all('button').find((e) => doorstep.name(e).startsWith(given[1]) &&
            doorstep.words(e.closest('li, section, article') ?? e.parentElement).includes(given[0]))";
        self.press(find, &[json!(words), json!(button)])
    }

    fn press(self, find: &str, given: &[Value]) -> Self {
        let mut walk = self.look(find, given);
        if walk.stuck.is_some() {
            return walk;
        }
        let press = format!(
            "const it = {find};
            const walks = it.localName === 'a' && it.hash && it.hash !== location.hash;
            const there = walks && new Promise((done) => addEventListener('hashchange', done, {{ once: true }}));
            it.click();
            await there;
            await ruler.settled();"
        );
        walk.stuck = walk.app.try_to_measure(&press, given).err();
        walk.taps += 1;
        walk
    }

    /// Types words to the search field.
    pub(super) fn types(self, words: &str) -> Self {
        if self.stuck.is_none() {
            self.app.settle_at(&self.app.address(), words);
        }
        self
    }

    /// Scrolls until a number is visible.
    pub(super) fn number(self, number: &str) -> Self {
        let find = "ruler.numbers(document.querySelector('main')).sort((a, b) => a.rect.top - b.rect.top)
            .find(({ number }) => number === given[0])?.e";
        self.look(find, &[json!(number)])
    }

    /// Scrolls until words that fit are visible.
    pub(super) fn read(self, words: &str) -> Self {
        let find = "ruler.blocks(document.body).find(({ words }) => new RegExp(given[0], 'i').test(words))?.e";
        self.look(find, &[json!(words)])
    }
}
