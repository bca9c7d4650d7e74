//! How long it takes: `cargo test -p search --release --test speed -- --ignored --nocapture`.

use std::path::Path;
use std::time::{Duration, Instant};

use catalogue::{Catalogue, Kind, Resource};
use search::{Finder, Limits, Search};

fn real() -> Catalogue {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../data");
    let edition = source::build(&data).expect("data/ without faults");
    Catalogue::from_edition(&edition).expect("a catalogue")
}

/// With so many resources: each further one begins as one of its own and ends as another.
fn grown(mut catalogue: Catalogue, resources: usize) -> Catalogue {
    let own = catalogue.resources.clone();
    let mixed = |one: &str, other: &str| {
        let (one, other): (Vec<&str>, Vec<&str>) = (one.split(' ').collect(), other.split(' ').collect());
        [&one[..one.len() / 2], &other[other.len() / 2..]].concat().join(" ")
    };
    for at in own.len()..resources {
        let (one, other) = (&own[at % own.len()], &own[(at * 7 + at / own.len()) % own.len()]);
        catalogue.resources.push(Resource {
            id: format!("{}-{at}", one.id).into(),
            title: mixed(&one.title, &other.title),
            summary: one
                .summary
                .as_deref()
                .zip(other.summary.as_deref())
                .map(|(a, b)| mixed(a, b)),
            ..one.clone()
        });
    }
    catalogue
}

/// What is in the box after every key of what people type.
fn keystrokes() -> Vec<String> {
    let set = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/relevance.tsv");
    let set = std::fs::read_to_string(set).expect("tests/relevance.tsv");
    let lines = set.lines().filter(|line| !line.starts_with('#')).skip(1);
    let queries = lines.map(|line| line.split('\t').next().unwrap_or_default());
    let keys = |query: &str| -> Vec<String> {
        let ends = query.char_indices().map(|(at, c)| at + c.len_utf8());
        ends.map(|end| query[..end].to_owned()).collect()
    };
    queries.flat_map(keys).collect()
}

fn least<T>(times: usize, mut work: impl FnMut() -> T) -> Duration {
    let once = |_| {
        let begun = Instant::now();
        std::hint::black_box(work());
        begun.elapsed()
    };
    (0..times).map(once).min().unwrap_or_default()
}

#[test]
#[ignore = "a measurement"]
fn building_and_a_keystroke() {
    for catalogue in [real(), grown(real(), 10_000)] {
        let finder = Finder::of(&catalogue);
        println!(
            "{} documents: built in {:.1?}",
            search::documents(&catalogue).len(),
            least(5, || Finder::of(&catalogue))
        );
        let bookmarked: Vec<_> = catalogue
            .resources
            .iter()
            .step_by(20)
            .map(|r| (Kind::Resource, &*r.id))
            .collect();
        let mut taken: Vec<(Duration, String)> = keystrokes()
            .into_iter()
            .map(|text| {
                let search = Search {
                    text: &text,
                    areas: vec!["hampshire", "hips", "national"],
                    bookmarked: bookmarked.clone(),
                    limits: Limits { here: 7, elsewhere: 4 },
                    ..Search::default()
                };
                (least(3, || finder.search(&search, &|| false)), text)
            })
            .collect();
        taken.sort();
        let share = |of: usize| taken[(taken.len() - 1) * of / 1000].0;
        println!(
            "a keystroke: half {:.0?}, 99 % {:.0?}, 99.9 % {:.0?}, the longest {:?}",
            share(500),
            share(990),
            share(999),
            taken.last()
        );
    }
}
