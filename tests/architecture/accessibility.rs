//! Each row of `docs/accessibility.md` names the tests that hold it, or says that somebody looked.

use crate::privacy::{Held, sentences};
use crate::read;

#[test]
fn each_row_about_accessibility_is_held_by_a_test_that_is_there_or_was_looked_at() {
    let page = read("docs/accessibility.md");
    let by = Held::new();
    let (mut rows, mut held) = (0, 0);
    for (row, names) in sentences(&page) {
        rows += 1;
        let by_eye = ["looked at |", "no such content |"]
            .iter()
            .any(|said| page.contains(&format!("{row} | {said}")));
        assert!(by_eye || !names.is_empty(), "nothing holds: {row}");
        for name in names {
            assert!(by.by(name), "no test {name}, which is to hold: {row}");
            held += 1;
        }
    }
    assert!(rows > 50 && held > 50, "only {rows} rows, {held} names");
}
