//! What people see on the terminal: faults with the lines around them and how to fix them, and long work in progress.

use std::collections::BTreeSet;
use std::fmt;
use std::io::IsTerminal;
use std::sync::Mutex;

use doorstep_publish::host::{Error, Progress};
use indicatif::{ProgressBar, ProgressStyle};
use miette::{LabeledSpan, NamedSource, Severity, SourceCode};
use source::{Diagnostic, Report};

/// Shows every fault on standard error.
pub(crate) fn faults(report: &Report) {
    // A log is searched by the line: only a terminal has a width. What is set already is the same.
    let handler = |_: &_| -> Box<dyn miette::ReportHandler> {
        let terminal = std::io::stderr().is_terminal();
        Box::new(miette::MietteHandlerOpts::new().wrap_lines(terminal).build())
    };
    let _ = miette::set_hook(Box::new(handler));
    for fault in &report.faults {
        eprintln!("{:?}", miette::Report::new(Shown::new(fault)));
    }
}

/// Shows why a command stopped: for people on standard error and, where a script reads, as JSON on standard output.
pub(crate) fn error(error: &Error, json: bool) {
    match error {
        Error::Faults(report) => {
            faults(report);
            eprintln!("{}; nothing was published", report.summary());
        }
        error => eprintln!("{error}"),
    }
    if json {
        let faults = if let Error::Faults(report) = error {
            report.faults.as_slice()
        } else {
            &[]
        };
        println!(
            "{:#}",
            serde_json::json!({ "error": error.to_string(), "exit_code": error.exit_code(), "faults": faults })
        );
    }
}

/// A bar on standard error. Shown only in a terminal.
#[derive(Default)]
pub(crate) struct Bar(Mutex<Option<ProgressBar>>);

impl Bar {
    fn with(&self, work: impl FnOnce(&mut Option<ProgressBar>)) {
        // A bar is still a bar after a panic elsewhere.
        work(&mut self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner()));
    }
}

impl Progress for Bar {
    fn begin(&self, what: &str, steps: u64) {
        let bar = ProgressBar::new(steps).with_message(what.to_owned());
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}") {
            bar.set_style(style);
        }
        self.with(|held| *held = Some(bar));
    }

    fn step(&self) {
        self.with(|held| held.iter().for_each(|bar| bar.inc(1)));
    }

    fn end(&self) {
        self.with(|held| held.take().iter().for_each(ProgressBar::finish_and_clear));
    }
}

/// Shows all advice on standard error: a line each, with what to do the first time that it comes up.
pub(crate) fn advice(report: &Report) {
    let mut explained = BTreeSet::new();
    for advice in &report.advice {
        let shown = advice.to_string();
        let (what, fix) = shown.split_once('\n').unwrap_or((&shown, ""));
        eprintln!("{what}");
        if explained.insert(&advice.fix) {
            eprintln!("{fix}");
        }
    }
}

#[derive(Debug)]
struct Shown {
    diagnostic: Diagnostic,
    source: Option<NamedSource<String>>,
}

impl Shown {
    fn new(diagnostic: &Diagnostic) -> Self {
        let name = diagnostic.file.display().to_string();
        let source = (!diagnostic.text.is_empty()).then(|| NamedSource::new(name, diagnostic.text.to_string()));
        Self {
            diagnostic: diagnostic.clone(),
            source,
        }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // With its lines around it, the frame names the file; without, the sentence must.
        if self.source.is_none() {
            write!(f, "{}: ", self.diagnostic.file.display())?;
        }
        write!(f, "{}", self.diagnostic.what)
    }
}

impl std::error::Error for Shown {}

impl miette::Diagnostic for Shown {
    fn severity(&self) -> Option<Severity> {
        Some(Severity::Error)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.diagnostic.fix))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|source| source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.source.as_ref()?;
        let label = LabeledSpan::new_with_span(None, self.diagnostic.span.clone());
        Some(Box::new(std::iter::once(label)))
    }
}
