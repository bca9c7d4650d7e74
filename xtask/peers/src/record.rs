//! What is searched.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// One record. Its title counts ten times, its keywords four times as much as its text.
#[derive(Deserialize)]
pub struct Record {
    pub id: String,
    pub title: String,
    pub keywords: String,
    pub text: String,
}

/// What a word counts by where it stands: title, keywords, text.
pub const WEIGHTS: [f32; 3] = [10.0, 4.0, 1.0];

/// Reads one record a line.
pub fn read(path: &Path) -> Result<Vec<Record>> {
    let file = File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let lines = BufReader::new(file).lines();
    lines.map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}

/// The words of a query: lower case, without accents.
pub fn words(text: &str) -> Vec<String> {
    let folded: String = text.nfd().filter(|c| !is_combining_mark(*c)).collect();
    let words = folded.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}
