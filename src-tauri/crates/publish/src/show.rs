//! Faults on the terminal: the lines around them, and how to mend them.

use std::fmt;

use doorstep_publish::{Diagnostic, Report};
use miette::{LabeledSpan, NamedSource, Severity, SourceCode};

/// Shows every fault on standard error.
pub(crate) fn faults(report: &Report) {
    for fault in &report.faults {
        eprintln!("{:?}", miette::Report::new(Shown::new(fault, Severity::Error)));
    }
}

/// Shows all advice on standard error.
pub(crate) fn advice(report: &Report) {
    for advice in &report.advice {
        eprintln!("{:?}", miette::Report::new(Shown::new(advice, Severity::Advice)));
    }
}

#[derive(Debug)]
struct Shown {
    diagnostic: Diagnostic,
    severity: Severity,
    source: Option<NamedSource<String>>,
}

impl Shown {
    fn new(diagnostic: &Diagnostic, severity: Severity) -> Self {
        let name = diagnostic.file.display().to_string();
        let source = (!diagnostic.text.is_empty()).then(|| NamedSource::new(name, diagnostic.text.to_string()));
        Self {
            diagnostic: diagnostic.clone(),
            severity,
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
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.diagnostic.mend))
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
