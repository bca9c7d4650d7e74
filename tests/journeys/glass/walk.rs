//! A first-time user on the way to something: taps, swipes, and the words that stand on what is passed.

use kit::window::App;
use serde_json::{Value, json};

/// Counts a way.
pub(super) struct Walk<'a> {
    app: &'a App,
    pub(super) taps: u32,
    pub(super) swipes: u32,
    pub(super) words: u32,
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
        }
    }

    /// Swipes until what `find` answers is whole on the glass.
    fn look(&mut self, what: &str, find: &str, given: &[Value]) {
        let script = format!("const it = {find}; if (!it) throw new Error('nothing there: ' + given); {LOOK}");
        let seen = self.app.measure(&script, given);
        let number = |name: &str| u32::try_from(seen[name].as_u64().unwrap_or_default()).unwrap_or_default();
        self.swipes += number("swipes");
        self.words += number("words");
        assert!(seen["swipes"].is_u64(), "{what}: {seen}");
    }

    /// Finds something of that role and name and presses it.
    pub(super) fn tap(mut self, role: &str, name: &str) -> Self {
        self.look(name, "doorstep.find(...given)", &[json!(role), json!(name)]);
        let before = self.app.measure("return ruler.scroller().scrollTop", &[]);
        let press = "const it = doorstep.find(...given);
            const walked = it.localName === 'a' && it.hash && it.hash !== location.hash;
            const there = walked && new Promise((done) => addEventListener('hashchange', done, { once: true }));
            it.click();
            await there;
            await ruler.settled();";
        self.app.measure(press, &[json!(role), json!(name)]);
        drop(before);
        self.taps += 1;
        self
    }

    /// Types words to the search field, letter by letter for a person.
    pub(super) fn types(self, words: &str) -> Self {
        let address = self.app.address();
        self.app.settle_at(&address, words);
        self
    }

    /// Reads on until a number stands on the glass.
    pub(super) fn number(mut self, number: &str) -> Self {
        let find = "ruler.numbers(document.querySelector('main')).sort((a, b) => a.rect.top - b.rect.top)
            .find(({ number }) => number === given[0])?.e";
        self.look(number, find, &[json!(number)]);
        self
    }

    /// Reads on until something of that role and name stands on the glass.
    pub(super) fn see(mut self, role: &str, name: &str) -> Self {
        self.look(name, "doorstep.find(...given)", &[json!(role), json!(name)]);
        self
    }

    /// Reads on until these words stand on the glass.
    pub(super) fn read(mut self, words: &str) -> Self {
        let find = "ruler.blocks(document.body).find(({ words }) => words.includes(given[0]))?.e";
        self.look(words, find, &[json!(words)]);
        self
    }
}
