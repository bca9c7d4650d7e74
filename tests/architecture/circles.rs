//! No circle between the files of one crate: a file can be understood after the files that it depends on.
//!
//! What a file names of the `mod.rs` of its own folder, or of `lib.rs`, makes no arrow: a folder's files are parts of
//! the module that `mod.rs` is.

use std::collections::{BTreeMap, BTreeSet};

use crate::rust::{File, Word};
use crate::{packages, rust, text};

type Module = Vec<String>;

#[test]
fn no_circle_between_the_files_of_a_crate() {
    let mut faults = Vec::new();
    let mut arrows = 0;
    for package in packages() {
        let name = text(&package["name"]);
        let files = rust::files_of(&package);
        let graph = graph(&files);
        arrows += graph.values().map(BTreeSet::len).sum::<usize>();
        for circle in circles(&graph) {
            let modules: Vec<String> = circle.iter().map(|module| module.join("::")).collect();
            faults.push(format!("{name}: {}\n{}", modules.join(", "), within(&graph, &circle)));
        }
    }
    assert!(
        arrows > 100,
        "only {arrows} arrows were found: they are not read as they are written"
    );
    assert!(
        faults.is_empty(),
        "files stand on each other in a circle:\n{}",
        faults.join("\n")
    );
}

/// Which module's file names something of which other.
fn graph(files: &[File]) -> BTreeMap<Module, BTreeSet<Module>> {
    let modules: BTreeMap<&Module, &File> = files.iter().map(|file| (&file.module, file)).collect();
    let mut graph: BTreeMap<Module, BTreeSet<Module>> = BTreeMap::new();
    for file in files {
        let arrows = graph.entry(file.module.clone()).or_default();
        for (word, _) in &file.words {
            let Word::Path(path) = word else { continue };
            let Some(path) = absolute(&file.module, path, &modules) else {
                continue;
            };
            arrows.extend(resolve(&path, &modules).filter(|module| !file.module.starts_with(module)));
        }
    }
    graph
}

/// A path from the crate's root; `None` where it leads out of the crate, or only to what the file itself has.
fn absolute(module: &Module, path: &[String], modules: &BTreeMap<&Module, &File>) -> Option<Module> {
    let mut base = module.clone();
    let mut path = path;
    let first = path.first()?.as_str();
    // `pub(crate)`, a receiver or a variable.
    let alone = path.len() == 1;
    match first {
        "crate" | "self" | "super" if alone => return None,
        "crate" => {
            base.clear();
            path = &path[1..];
        }
        "self" => path = &path[1..],
        "super" => {
            while path.first().is_some_and(|word| word == "super") {
                base.pop()?;
                path = &path[1..];
            }
        }
        _ => {
            let child = [&base[..], &[first.to_owned()]].concat();
            let handed_on = modules.get(&base)?.reexports.iter().any(|(name, _)| name == first);
            if (alone || !modules.contains_key(&child)) && !handed_on {
                return None;
            }
        }
    }
    Some([&base[..], path].concat())
}

/// The module whose file has what a path leads to: `pub use` is followed to what it re-exports.
fn resolve(path: &[String], modules: &BTreeMap<&Module, &File>) -> Option<Module> {
    let mut path = path.to_vec();
    for _ in 0..8 {
        let depth = (0..=path.len())
            .rev()
            .find(|depth| modules.contains_key(&path[..*depth].to_vec()))?;
        let module = path[..depth].to_vec();
        let next = path.get(depth);
        let handed_on = modules[&module].reexports.iter().find(|(name, _)| Some(name) == next);
        match handed_on.and_then(|(_, target)| absolute(&module, target, modules)) {
            Some(target) if target != path => path = [&target[..], &path[depth + 1..]].concat(),
            _ => return Some(module),
        }
    }
    None
}

/// The sets of modules of which each leads to each other.
fn circles(graph: &BTreeMap<Module, BTreeSet<Module>>) -> BTreeSet<BTreeSet<Module>> {
    let reach: BTreeMap<&Module, BTreeSet<&Module>> = graph
        .keys()
        .map(|from| {
            let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
            while let Some(module) = next.pop() {
                next.extend(graph.get(module).into_iter().flatten().filter(|to| seen.insert(*to)));
            }
            (from, seen)
        })
        .collect();
    let circle = |module: &Module| -> BTreeSet<Module> {
        let both = reach[module]
            .iter()
            .filter(|other| reach.get(**other).is_some_and(|back| back.contains(module)));
        both.map(|other| (*other).clone()).collect()
    };
    graph.keys().map(circle).filter(|circle| circle.len() > 1).collect()
}

/// The arrows of a circle.
fn within(graph: &BTreeMap<Module, BTreeSet<Module>>, circle: &BTreeSet<Module>) -> String {
    let arrows = circle.iter().map(|from| {
        let to: Vec<String> = graph[from].intersection(circle).map(|to| to.join("::")).collect();
        format!("    {} → {}", from.join("::"), to.join(", "))
    });
    arrows.collect::<Vec<_>>().join("\n")
}
