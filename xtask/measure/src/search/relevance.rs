//! `tests/relevance.tsv`: what people type and what they should find, and how near an answer comes to that.

use std::collections::HashMap;

use anyhow::{Context, Result, bail};

/// So many of an answer count.
const DEPTH: usize = 10;

/// What somebody types.
pub struct Query {
    pub text: String,
    /// The area they have chosen; empty without one.
    pub area: String,
    /// "typo", "question" and such.
    pub sort: String,
    /// By "kind/id", from 1 to 3.
    grades: HashMap<String, u32>,
}

/// Reads the set. Its columns are explained at its head.
pub fn read(set: &str) -> Result<Vec<Query>> {
    let lines = set.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.skip(1).map(query).collect()
}

fn query(line: &str) -> Result<Query> {
    let [text, answers, sort, _theme, area] = line.split('\t').collect::<Vec<_>>()[..] else {
        bail!("five columns are wanted: {line}");
    };
    let grade = |answer: &str| {
        let (id, grade) = answer.split_once('=')?;
        Some((id.to_owned(), grade.parse().ok()?))
    };
    let grades = answers.split(' ').map(grade).collect::<Option<_>>();
    Ok(Query {
        text: text.to_owned(),
        area: area.to_owned(),
        sort: sort.to_owned(),
        grades: grades.with_context(|| format!("an answer is kind/id=grade: {line}"))?,
    })
}

impl Query {
    /// The usual measure of a ranked list of ten: 1 is the best possible order of what was graded.
    pub fn ndcg(&self, found: &[String]) -> f64 {
        let mut best: Vec<u32> = self.grades.values().copied().collect();
        best.sort_unstable_by(|a, b| b.cmp(a));
        gain(found.iter().map(|id| self.grade(id))) / gain(best.into_iter())
    }

    /// Whether the first is one of those with the best grade.
    pub fn first_is_right(&self, found: &[String]) -> bool {
        let best = self.grades.values().max().copied();
        found.first().is_some_and(|id| Some(self.grade(id)) == best)
    }

    fn grade(&self, id: &str) -> u32 {
        self.grades.get(id).copied().unwrap_or_default()
    }
}

fn gain(grades: impl Iterator<Item = u32>) -> f64 {
    let ranked = grades.take(DEPTH).enumerate();
    let gains = ranked.map(|(rank, grade)| (2f64.powi(grade as i32) - 1.0) / (rank as f64 + 2.0).log2());
    // The sum of none is minus nought.
    0.0 + gains.sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_order_is_worth_one() {
        let set = "# told\nquery\tanswers\tsort\ttheme\tarea\nlado\tterm/lado=3 step/a/b=1\ttypo\tall\thampshire\n";
        let queries = read(set).unwrap();
        let [query] = &queries[..] else { panic!("one query") };
        let check = |found: &[&str], ndcg: f64, first: bool| {
            let found: Vec<String> = found.iter().map(|&id| id.to_owned()).collect();
            assert!((query.ndcg(&found) - ndcg).abs() < 0.01, "{}", query.ndcg(&found));
            assert_eq!(query.first_is_right(&found), first);
        };
        check(&["term/lado", "step/a/b"], 1.0, true);
        check(&["step/a/b", "term/lado"], 0.71, false);
        check(&["theme/x", "term/lado"], 0.58, false);
        check(&[], 0.0, false);
    }
}
