//! The TypeScript declarations of every answer and argument, made from the types themselves.

use ts_rs::{Config, TS};

/// The text of `ui/src/lib/bindings.ts`.
pub fn typescript() -> String {
    let config = Config::new();
    let mut out = String::from(
        "// Made from the Rust types by `cargo xtask bindings`. Do not edit: a test fails when this is stale.\n",
    );
    macro_rules! declare {
        ($($t:path),+ $(,)?) => { $(
            out.push_str("\nexport ");
            out.push_str(&<$t as TS>::decl(&config));
            out.push('\n');
        )+ };
    }
    declare!(
        catalogue::Audience,
        catalogue::ContactGroup,
        catalogue::ResourceKind,
        catalogue::SectionKind,
        catalogue::Urgency,
        catalogue::UsedBy,
        catalogue::Weekday,
        catalogue::calendar::WeekState,
        crate::card::RecordKind,
        crate::card::RecordLink,
        crate::documents::view::DocumentState,
        crate::documents::view::DocumentMark,
        crate::documents::view::DocumentShape,
        crate::documents::view::DocumentView,
        crate::documents::view::KeepKind,
        crate::documents::view::KeepView,
        crate::documents::view::Budget,
        crate::documents::view::Documents,
        crate::delivery::Permission,
        crate::delivery::Delivery,
        crate::delivery::TestReminder,
        crate::card::Trust,
        crate::card::Provenance,
        crate::card::Withdrawn,
        crate::card::AreaName,
        crate::card::NumberView,
        crate::card::ContactCard,
        crate::card::ResourceCard,
        crate::card::PathwayCard,
        crate::card::WeekCard,
        crate::views::Appearance,
        crate::views::Settings,
        crate::views::Freshness,
        crate::views::Start,
        crate::views::Situation,
        crate::views::Bookmark,
        crate::views::BookmarkState,
        crate::views::RemovedBookmark,
        crate::views::BookmarksChanged,
        crate::views::TodayView,
        crate::views::DayTick,
        crate::views::KeptSummary,
        crate::views::Home,
        crate::views::ActNow,
        crate::views::AnswerView,
        crate::views::StepView,
        crate::views::PathwayView,
        crate::views::ThemeCard,
        crate::views::EntryGroup,
        crate::views::PackSection,
        crate::views::Pack,
        crate::views::Poster,
        crate::views::LinkView,
        crate::views::ResourceView,
        crate::views::ContactList,
        crate::views::Contacts,
        crate::views::ArchiveYear,
        crate::views::CalendarDay,
        crate::views::Calendar,
        crate::views::FigureView,
        crate::views::SessionView,
        crate::views::DayView,
        crate::views::WeekView,
        crate::views::ArticleView,
        crate::views::TermView,
        crate::search::view::SearchFilters,
        crate::search::view::Fragment,
        crate::search::view::HitNumber,
        crate::search::view::Hit,
        crate::search::view::HitGroup,
        crate::search::view::Elsewhere,
        crate::search::view::Facet,
        crate::search::view::Chip,
        crate::search::view::Correction,
        crate::search::view::Found,
        crate::search::view::Recent,
        reminders::Choices,
        reminders::Snooze,
        crate::reminders::view::ReminderSettings,
        crate::views::RefreshProgress,
        crate::views::RefreshState,
        crate::views::RefreshEnd,
        crate::views::ChangeKind,
        crate::views::ChangeRow,
        crate::views::ChangeGroup,
        crate::views::EditionChanges,
        crate::views::Changes,
        crate::views::Saved,
        crate::calendar_file::CalendarChoice,
        crate::calendar_file::AddedToCalendar,
        crate::views::Count,
        crate::views::SourceView,
        crate::views::About,
        crate::error::ErrorCode,
        crate::error::ApiError,
    );
    out
}

#[cfg(test)]
mod tests {
    use super::typescript;

    #[test]
    fn committed_bindings_are_fresh() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../ui/src/lib/bindings.ts");
        if std::env::var_os("DOORSTEP_WRITE_BINDINGS").is_some() {
            std::fs::write(path, typescript()).expect("bindings written");
        }
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            committed == typescript(),
            "ui/src/lib/bindings.ts is stale: run `cargo xtask bindings`"
        );
    }
}
