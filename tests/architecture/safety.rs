//! The hazard log is whole: no number is missing, each rating is the matrix's, each control is held by a test that is
//! there or is the organisation's.

use crate::privacy::{Held, sentences};
use crate::read;

/// The last hazard's number. Higher when one is added; a hazard is never deleted.
const LAST: usize = 42;

const SEVERITIES: [&str; 5] = ["Minor", "Significant", "Considerable", "Major", "Catastrophic"];
const LIKELIHOODS: [&str; 5] = ["Very low", "Low", "Medium", "High", "Very high"];
/// By likelihood, then severity: the example that comes with DCB0129.
const MATRIX: [[u8; 5]; 5] = [
    [1, 1, 2, 2, 3],
    [1, 2, 2, 3, 4],
    [2, 2, 3, 3, 4],
    [2, 3, 3, 4, 5],
    [3, 4, 4, 5, 5],
];

/// The rating on a line "Major, Low: 3.", which must be the matrix's.
fn rating(line: &str) -> u8 {
    let (severity, rest) = line.split_once(", ").expect("a severity");
    let (likelihood, rating) = rest.split_once(": ").expect("a likelihood");
    let place = |of: [&str; 5], word: &str| of.iter().position(|each| *each == word).expect(word);
    let by_matrix = MATRIX[place(LIKELIHOODS, likelihood)][place(SEVERITIES, severity)];
    assert_eq!(rating, format!("{by_matrix}."), "{line}");
    by_matrix
}

#[test]
fn every_hazard_is_there_rated_and_held() {
    let page = read("docs/safety/hazard-log.md");
    let held = Held::new();
    let mut ratings = Vec::new();
    for (at, hazard) in page.split("\n### ").skip(1).enumerate() {
        let (title, rest) = hazard.split_once('\n').expect("a title");
        assert!(
            title.starts_with(&format!("H{}. ", at + 1)),
            "H{} is not there: {title}",
            at + 1
        );
        let part = |name: &str| {
            let line = rest
                .lines()
                .find_map(|line| line.strip_prefix(&format!("- **{name}:** ")));
            line.unwrap_or_else(|| panic!("{title} does not say: {name}"))
        };
        let _ = (part("Causes"), part("Effect"));
        let (before, after) = (rating(part("Before")), rating(part("After")));
        assert!(after < before && after <= 3, "{title}: {before} to {after}");
        if after == 3 {
            part("What is left");
        }
        let mut tests = 0;
        for (control, names) in sentences(rest) {
            let theirs = rest.contains(&format!("| {control} | the organisation |"));
            assert!(theirs || !names.is_empty(), "{title}: nothing holds: {control}");
            for name in &names {
                assert!(held.by(name), "{title}: no test {name}, which is to hold: {control}");
            }
            tests += names.len();
        }
        assert!(tests > 0, "{title}: no test holds any of it");
        ratings.push((before, after));
    }
    assert_eq!(
        ratings.len(),
        LAST,
        "a hazard is never deleted, and `LAST` is the newest"
    );
    let case = read("docs/safety/safety-case.md");
    for rating in 1..=5 {
        let before = ratings.iter().filter(|(before, _)| *before == rating).count();
        let after = ratings.iter().filter(|(_, after)| *after == rating).count();
        let row = format!("| {rating} | {before} | {after} |");
        assert!(case.contains(&row), "docs/safety/safety-case.md does not say {row}");
    }
    for (at, (likelihood, row)) in LIKELIHOODS.iter().zip(MATRIX).enumerate() {
        let row = row.map(|rating| rating.to_string()).join(" | ");
        assert!(
            case.contains(&format!("| {likelihood} | {row} |")),
            "row {at} of the matrix"
        );
    }
}
