//! Checking the whole of `data/`.

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;

use catalogue::days::{YEARS, is_plausible};
use catalogue::edition::{FORMAT, READER, READER_OF_DAYS};
use catalogue::validate::DenyList;
use catalogue::{BankHolidays, Catalogue, Edition, EditionStatus, Header, validate};
use chrono::{Months, NaiveDate};
use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::loaded::Loaded;
use crate::read::read;

/// What a check found. As JSON: records, faults, advice.
#[derive(Default, Serialize)]
pub struct Report {
    /// How many records were read.
    pub records: usize,
    /// What must be fixed before an edition can be built, by file and line.
    pub faults: Vec<Diagnostic>,
    /// What is worth knowing and stops nothing.
    pub advice: Vec<Diagnostic>,
}

impl Report {
    /// The closing line: "512 records, no faults, 2 pieces of advice", "3 faults in 2 files".
    pub fn summary(&self) -> String {
        let files: BTreeSet<&Path> = self.faults.iter().map(|f| f.file.as_path()).collect();
        let plural = |n: usize, noun: &str| format!("{n} {noun}{}", if n == 1 { "" } else { "s" });
        match (self.faults.len(), self.advice.len()) {
            (0, 0) => format!("{}, no faults", plural(self.records, "record")),
            (0, 1) => format!("{}, no faults, 1 piece of advice", plural(self.records, "record")),
            (0, n) => format!("{}, no faults, {n} pieces of advice", plural(self.records, "record")),
            (n, _) => format!("{} in {}", plural(n, "fault"), plural(files.len(), "file")),
        }
    }
}

/// Every fault, one after the other, and the closing line.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.faults.iter().try_for_each(|fault| writeln!(f, "{fault}"))?;
        write!(f, "{}", self.summary())
    }
}

/// As it is displayed: a build script that ends with a report shows it by `Debug`.
impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Report {}

/// Reads `dir` and holds it against every rule. `today` is the day in London: nothing is confirmed later than that.
pub fn check(dir: &Path, today: NaiveDate) -> Report {
    examine(dir, Some(today), |_| Vec::new()).0
}

/// As [`check()`], with the advice of somebody who reads what was read.
pub fn check_with(dir: &Path, today: NaiveDate, reader: impl FnOnce(&Loaded) -> Vec<Diagnostic>) -> Report {
    examine(dir, Some(today), reader).0
}

/// The edition that `dir` holds, from its content alone: whether a confirmation is in the future is checked by
/// [`build_on`].
///
/// # Errors
/// The report, when there is a fault in it.
pub fn build(dir: &Path) -> Result<Edition, Report> {
    edition(dir, None)
}

/// The edition that `dir` holds, when [`check()`] finds no fault on the day `today`.
///
/// # Errors
/// The report, when there is a fault in it.
pub fn build_on(dir: &Path, today: NaiveDate) -> Result<Edition, Report> {
    edition(dir, Some(today))
}

fn edition(dir: &Path, today: Option<NaiveDate>) -> Result<Edition, Report> {
    let (mut report, header, catalogue) = examine(dir, today, |_| Vec::new());
    let header = match header {
        Some(header) if report.faults.is_empty() => header,
        _ => return Err(report),
    };
    catalogue.into_edition(header).map_err(|error| {
        let fix = "this is a fault in doorstep-publish: report it to its developers";
        report.faults.push(Diagnostic::of_file(dir, error.to_string(), fix));
        report
    })
}

fn examine(
    dir: &Path,
    today: Option<NaiveDate>,
    reader: impl FnOnce(&Loaded) -> Vec<Diagnostic>,
) -> (Report, Option<Header>, Catalogue) {
    let mut loaded = read(dir);
    loaded.rules.today = today;
    let mut faults = std::mem::take(&mut loaded.faults);
    if let Some(header) = &loaded.header {
        let file = dir.join("edition.toml");
        faults.extend(header_faults(&file, header, &loaded.catalogue));
        faults.extend(denied_in_header(&file, header, &loaded.rules.deny));
    }
    faults.extend(loaded.partnership_faults());
    let unfilled = loaded.unfilled();
    let is_published = (loaded.header.as_ref()).is_some_and(|header| header.status == EditionStatus::Published);
    let (must, may) = if is_published {
        (unfilled, Vec::new())
    } else {
        (Vec::new(), unfilled)
    };
    faults.extend(must);
    let found = validate::validate(&loaded.catalogue, &loaded.rules);
    faults.extend(found.iter().map(|fault| loaded.locate(fault)));
    faults.sort_by(|a, b| (&a.file, a.line, a.column, &a.what).cmp(&(&b.file, b.line, b.column, &b.what)));
    // A shared step's fault is the fault of each pathway that takes it, and is fixed once.
    faults.dedup();
    let report = Report {
        records: loaded.records(),
        faults,
        advice: new_ids(&loaded)
            .into_iter()
            .chain(bank_holidays(&loaded, today))
            .chain(loaded.unshared())
            .chain(loaded.advice.iter().cloned())
            .chain(reader(&loaded))
            .chain(loaded.missing_feedback())
            .chain(may)
            .collect(),
    };
    (report, loaded.header, loaded.catalogue)
}

fn header_faults(file: &Path, header: &Header, catalogue: &Catalogue) -> Vec<Diagnostic> {
    let rules = [
        (
            header.format != FORMAT,
            format!("`format` is {}", header.format),
            format!("write format = {FORMAT}"),
        ),
        (
            header.min_reader == 0 || header.min_reader > READER,
            format!("`min_reader` is {}", header.min_reader),
            format!("write a number from 1 to {READER}"),
        ),
        (
            header.min_reader < READER_OF_DAYS && catalogue.spans().next().is_some(),
            format!(
                "`min_reader` is {}, and the catalogue uses `from` or `until`: an older app would show two numbers at \
                 once",
                header.min_reader
            ),
            format!(
                "write min_reader = {READER_OF_DAYS}: an older app then keeps the edition it has, and says that it \
                 needs an update"
            ),
        ),
        (
            header.edition == 0,
            "`edition` is 0".into(),
            "count editions from 1".into(),
        ),
        (
            !is_plausible(header.published_at.date_naive()),
            format!("`published_at` is {}", header.published_at.date_naive()),
            format!("write a day from {} to {}", YEARS.start(), YEARS.end()),
        ),
        (
            header.title.trim().is_empty(),
            "`title` is empty".into(),
            "write it".into(),
        ),
        (
            header.publisher.trim().is_empty(),
            "`publisher` is empty".into(),
            "write it".into(),
        ),
    ];
    let broken = rules.into_iter().filter(|(broken, ..)| *broken);
    broken
        .map(|(_, what, fix)| Diagnostic::of_file(file, what, fix))
        .collect()
}

/// The header's words are shown too.
fn denied_in_header(file: &Path, header: &Header, list: &DenyList) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let json = serde_json::to_value(header).unwrap_or_default();
    validate::walk(&json, &mut |path, value| {
        let text = value.as_str().unwrap_or_default();
        if let Some(denied) = validate::denied_in(list, text) {
            let what = format!("`{path}` names \"{}\": {}", denied.value, denied.reason);
            faults.push(Diagnostic::of_file(file, what, "remove it"));
        }
    });
    faults
}

/// A year before the list of bank holidays ends: beyond it no office hours are claimed.
fn bank_holidays(loaded: &Loaded, today: Option<NaiveDate>) -> Option<Diagnostic> {
    let last = BankHolidays::of(&loaded.catalogue.bank_holidays).last()?;
    let soon = today?.checked_add_months(Months::new(12))? > last;
    soon.then(|| {
        Diagnostic::of_file(
            loaded.dir().join("bank-holidays.toml"),
            format!("the bank holidays are listed only up to {last}"),
            "add those of the next years from https://www.gov.uk/bank-holidays: after the end of the list no office is \
             shown as open",
        )
    })
}

fn new_ids(loaded: &Loaded) -> Option<Diagnostic> {
    let new = loaded.new_keys();
    let first = new.first()?;
    Some(Diagnostic::of_file(
        loaded.dir().join("ids.lock"),
        match new.len() {
            1 => format!("1 id is not locked yet: {} {}", first.collection, first.id),
            n => format!(
                "{n} ids are not locked yet, the first of them {} {}",
                first.collection, first.id
            ),
        },
        format!(
            "when the edition is published, run: doorstep-publish ids {}",
            loaded.dir().display()
        ),
    ))
}
