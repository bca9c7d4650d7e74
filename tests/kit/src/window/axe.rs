//! axe-core: the rules that a machine can check of WCAG 2.2 AA and of good practice.

use serde_json::{Value, json};

use super::app::App;
use crate::repository;

/// From the screens' own packages, installed from their lock file.
const AXE: &str = "ui/node_modules/axe-core/axe.min.js";

/// Beside axe's rules of those tags: what is seen of a control is in its name, and no two of one name in one row
/// do different things. Two buttons for one number do the same.
///
/// Lays the page out at full length while axe looks: what a bar covers or a scroll away it cannot judge the contrast
/// of. What it still cannot judge is reported like a violation.
const RUN: &str = "
    const [tags, done] = arguments;
    const told = ({ id, help, nodes }) =>
        nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}: ${node.failureSummary}`);
    // The pseudo-elements that draw GOV.UK's radio buttons are over nothing. Words that cross the window's lower edge
    // are not covered, though axe says so: the ruler finds what covers words.
    const apart = ['pseudoContent', 'elmPartiallyObscuring'];
    const unjudged = ({ any }) => !any.some(({ data }) => apart.includes(data?.messageKey));
    // A document's words are drawn by its canvas, in its own colours; over them is invisible text to select.
    const ours = ({ target }) => !document.querySelector(target.at(-1))?.closest('.textLayer');
    const alike = () => {
        axe.setup(document.body);
        const rows = new Map();
        const faults = [];
        for (const it of document.querySelectorAll('main :is(a[href], button, summary)')) {
            if (!it.checkVisibility({ visibilityProperty: true })) continue;
            const name = axe.commons.text.accessibleText(it).trim();
            // What an open dialog covers has no name; what else has none, axe's own rules report.
            if (name === '') continue;
            const does = it.getAttribute('href') ?? it;
            // What else a row or a card says tells it from the others.
            const row = it.closest('li, article');
            if (!rows.has(row)) rows.set(row, new Map());
            const seen = rows.get(row);
            const other = seen.get(name);
            if (other && other !== does && !(it.localName === 'button' && /\\d/.test(name)))
                faults.push(`two of one name: “${name}”`);
            seen.set(name, does);
        }
        axe.teardown();
        return faults;
    };
    const whole = new CSSStyleSheet();
    whole.replaceSync(`
        html, body, .layout, .columns, .column, [data-scroller] { height: auto !important; overflow: visible !important }
        .top, .dock, .rail { position: static !important }`);
    document.adoptedStyleSheets = [whole];
    axe.run(document, {
        runOnly: { type: 'tag', values: tags },
        rules: { 'label-content-name-mismatch': { enabled: true } },
        resultTypes: ['violations', 'incomplete'],
    })
        .then(
            ({ violations, incomplete }) =>
                [
                    ...violations,
                    ...incomplete
                        .filter(({ id }) => id === 'color-contrast')
                        .map((it) => ({ ...it, nodes: it.nodes.filter(unjudged).filter(ours) })),
                ].flatMap(told).concat(alike()),
            (error) => [String(error)])
        .then((faults) => {
            document.adoptedStyleSheets = [];
            done(faults);
        });
";

impl App {
    /// Every violation of WCAG 2.2 AA or of good practice that axe-core sees on this screen once it rests, in words.
    pub fn violations(&self) -> Vec<String> {
        self.settled();
        let tags = json!([
            "wcag2a",
            "wcag2aa",
            "wcag21a",
            "wcag21aa",
            "wcag22a",
            "wcag22aa",
            "best-practice"
        ]);
        if self.ask("return typeof axe", &[]) == json!("undefined") {
            let axe = std::fs::read_to_string(repository(AXE)).expect("axe-core: run `npm ci` in ui/");
            self.runtime
                .block_on(self.client.execute(&axe, Vec::new()))
                .expect("axe-core is put into the page");
        }
        match self.ask_later(RUN, &[tags]) {
            Value::Array(all) => all
                .iter()
                .map(|one| one.as_str().unwrap_or_default().to_owned())
                .collect(),
            other => vec![other.to_string()],
        }
    }
}
