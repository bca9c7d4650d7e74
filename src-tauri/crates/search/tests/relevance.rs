//! How well search finds what people look for: `tests/relevance.tsv` and, held out of all tuning,
//! `tests/relevance-held-out.tsv`, both graded by people, against the real catalogue.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use catalogue::{Catalogue, Kind};
use search::{AREA, Finder, Limits, Search, SearchHit};

/// Each set, with what it must reach at least, nDCG@10 and right at first: lower is a search that has become worse.
const SETS: [(&str, f64, f64); 2] = [
    ("tests/relevance.tsv", 0.82, 0.92),
    ("tests/relevance-held-out.tsv", 0.6, 0.6),
];

/// As on the screen: so many rows of a kind, and so many of another area.
const OF_A_KIND: usize = 6;
const OF_AN_AREA: usize = 4;

/// The repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

/// The catalogue with what it takes to read an answer from the top.
struct Reader {
    catalogue: Catalogue,
    finder: Finder,
    /// The area of each document that has one.
    areas: HashMap<(Kind, String), String>,
}

impl Reader {
    fn new() -> Self {
        let edition = source::build(&root().join("data")).expect("data/ without faults");
        let catalogue = Catalogue::from_edition(&edition).expect("a catalogue");
        let areas = search::documents(&catalogue).into_iter().filter_map(|document| {
            let area = document.labels.into_iter().find(|(group, _)| *group == AREA);
            Some(((document.kind, document.id), area?.1))
        });
        Self {
            areas: areas.collect(),
            finder: Finder::of(&catalogue),
            catalogue,
        }
    }

    /// What a person of this area, or of none, reads from the top: "contact/hampshire-lado". The best hit, then what
    /// concerns the person by kind, then the rest by area.
    fn found(&self, query: &str, area: &str) -> Vec<String> {
        let areas = self.catalogue.areas.iter();
        let search = Search {
            text: query,
            areas: areas
                .filter(|of| catalogue::area::concerns(&self.catalogue.areas, &of.id, &[area]))
                .map(|area| &*area.id)
                .collect(),
            limits: Limits {
                here: OF_A_KIND + 1,
                elsewhere: OF_AN_AREA,
            },
            ..Search::default()
        };
        let answer = self.finder.search(&search, &|| false).expect("not overtaken");
        let mut best = None;
        let mut groups: Vec<(String, usize, Vec<SearchHit>)> = Vec::new();
        for hit in answer.hits {
            let (group, room) = if hit.here {
                (hit.kind.name(), OF_A_KIND)
            } else {
                (self.areas[&(hit.kind, hit.id.clone())].as_str(), OF_AN_AREA)
            };
            let is_best = best.is_none() && groups.is_empty() && hit.here && !hit.withdrawn;
            // The best hit's kind is the first group, though the hit itself is in none.
            let at = groups.iter().position(|(name, _, _)| name == group).unwrap_or_else(|| {
                groups.push((group.to_owned(), room, Vec::new()));
                groups.len() - 1
            });
            if is_best {
                best = Some(hit);
            } else {
                groups[at].2.push(hit);
            }
        }
        let elsewhere = |hits: &[SearchHit]| hits.iter().any(|hit| !hit.here);
        groups.sort_by_key(|(_, _, hits)| elsewhere(hits));
        let rows = groups.iter().flat_map(|(_, room, hits)| hits.iter().take(*room));
        let name = |hit: &SearchHit| format!("{}/{}", hit.kind.name(), hit.id);
        best.iter().chain(rows).map(name).collect()
    }
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
    let reader = Reader::new();
    for (file, least, least_first) in SETS {
        let (ndcg, first) = figures(&reader, file);
        assert!(ndcg >= least && first >= least_first, "search has become worse: {file}");
    }
}

/// The mean nDCG@10 of a set, and how often the right thing was first.
fn figures(reader: &Reader, file: &str) -> (f64, f64) {
    println!("{file}");
    let set = std::fs::read_to_string(root().join(file)).expect(file);
    let mut sorts: BTreeMap<&str, Vec<(f64, f64)>> = BTreeMap::new();
    for line in set.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let [query, answers, sort, _, area] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("five columns: {line}")
        };
        let grade = |answer| {
            let (id, grade) = str::rsplit_once(answer, '=').expect("a graded answer");
            (id, grade.parse().expect("a grade"))
        };
        let grades: HashMap<&str, u32> = answers.split(' ').map(grade).collect();
        let found = reader.found(query, area);
        let best = grades.values().max();
        let first = found.first().is_some_and(|id| grades.get(id.as_str()) == best);
        for sort in [sort, "all"] {
            let scores = (ndcg(&found, &grades), f64::from(u8::from(first)));
            sorts.entry(sort).or_default().push(scores);
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
    (mean(all, |s| s.0), mean(all, |s| s.1))
}
