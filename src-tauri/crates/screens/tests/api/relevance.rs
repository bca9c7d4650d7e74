//! How well search finds what people look for: `tests/relevance.tsv`, graded by people, against the real catalogue.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use api::Doorstep;
use api::search::view::Hit;
use api::views::Settings;
use chrono::{DateTime, Utc};

use crate::kit::{self, EDITION, bundle, root};

/// Lower than this is a search that has become worse.
const NDCG: f64 = 0.84;
const FIRST: f64 = 0.92;

fn now() -> DateTime<Utc> {
    "2026-11-23T10:00:00Z".parse().unwrap()
}

fn app(folder: &Path) -> Doorstep {
    Doorstep::open(folder, bundle(&EDITION), now()).unwrap()
}

/// What the person reads from the top: "contact/hampshire-lado".
fn found(app: &Doorstep, query: &str) -> Vec<String> {
    let found = kit::search(app, query, now());
    let name = |hit: &Hit| format!("{}/{}", hit.kind.name(), hit.id);
    kit::hits(&found).into_iter().map(name).collect()
}

/// The usual measure of a ranked list of ten: 1 is the best possible order of what was graded.
fn ndcg(found: &[String], grades: &HashMap<&str, u32>) -> f64 {
    let gain = |grades: &mut dyn Iterator<Item = u32>| -> f64 {
        let ranked = grades.take(10).enumerate();
        ranked
            .map(|(rank, grade)| (2f64.powi(grade as i32) - 1.0) / (rank as f64 + 2.0).log2())
            .sum()
    };
    let mut best: Vec<u32> = grades.values().copied().collect();
    best.sort_unstable_by(|a, b| b.cmp(a));
    let mut got = found.iter().map(|id| grades.get(id.as_str()).copied().unwrap_or(0));
    gain(&mut got) / gain(&mut best.into_iter())
}

#[test]
fn people_find_what_they_look_for() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let set = std::fs::read_to_string(root().join("tests/relevance.tsv")).unwrap();
    let mut sorts: BTreeMap<&str, Vec<(f64, f64)>> = BTreeMap::new();
    for line in set.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let [query, answers, sort, _, area] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("five columns: {line}")
        };
        let areas = if area.is_empty() {
            Vec::new()
        } else {
            vec![area.to_owned()]
        };
        let settings = Settings {
            asked: true,
            areas,
            appearance: Default::default(),
        };
        app.save_settings(settings).unwrap();
        let grade = |answer: &'static str| {
            answer
                .rsplit_once('=')
                .map(|(id, grade)| (id, grade.parse().unwrap()))
                .unwrap()
        };
        let answers: &'static str = answers.to_owned().leak();
        let grades: HashMap<&str, u32> = answers.split(' ').map(grade).collect();
        let found = found(&app, query);
        let best = grades.values().max().copied().unwrap();
        let first = found.first().is_some_and(|id| grades.get(id.as_str()) == Some(&best));
        let score = (ndcg(&found, &grades), f64::from(u8::from(first)));
        for sort in [sort, "all"] {
            sorts.entry(sort).or_default().push(score);
        }
    }
    let mean =
        |scores: &[(f64, f64)], of: fn(&(f64, f64)) -> f64| scores.iter().map(of).sum::<f64>() / scores.len() as f64;
    for (sort, scores) in &sorts {
        let (ndcg, first) = (mean(scores, |s| s.0), mean(scores, |s| s.1));
        println!(
            "{sort:<12} {:>4} queries  nDCG@10 {ndcg:.3}  success@1 {first:.3}",
            scores.len()
        );
    }
    let all = &sorts["all"];
    assert!(
        mean(all, |s| s.0) >= NDCG && mean(all, |s| s.1) >= FIRST,
        "search has become worse"
    );
}
