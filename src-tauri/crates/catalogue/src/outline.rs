//! The outline of the packs: theme, section, group, title. It is compared with the brochure's own.

use crate::Catalogue;

/// One entry's place and title.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// The theme's id.
    pub theme: String,
    /// The section's kind, as in the edition: "day-in-the-life".
    pub section: String,
    /// The group heading, or empty.
    pub group: String,
    /// The title people read there.
    pub title: String,
}

/// Every entry of every pack, themes in their order.
pub fn of(catalogue: &Catalogue) -> Vec<Row> {
    let mut themes: Vec<_> = catalogue.themes.iter().collect();
    themes.sort_by_key(|t| t.order);
    let mut rows = Vec::new();
    for theme in themes {
        for section in &theme.sections {
            let kind = serde_json::to_value(section.kind).unwrap_or_default();
            for entry in &section.entries {
                let resource = catalogue.resources.iter().find(|r| r.id == entry.resource);
                rows.push(Row {
                    theme: theme.id.to_string(),
                    section: kind.as_str().unwrap_or_default().to_owned(),
                    group: entry.group.clone().unwrap_or_default(),
                    title: entry
                        .title
                        .clone()
                        .or(resource.map(|r| r.title.clone()))
                        .unwrap_or_default(),
                });
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn themes_in_order_and_titles_as_read() {
        let theme = |id: &str, order: u32, entries: serde_json::Value| {
            json!({"id": id, "title": id, "order": order, "summary": "S", "one_thing": "O", "source": "s",
                   "sections": [{"kind": "day-in-the-life", "entries": entries}]})
        };
        let catalogue: Catalogue = serde_json::from_value(json!({
            "themes": [theme("second", 2, json!([{"resource": "r", "title": "Own title"}])),
                       theme("first", 1, json!([{"resource": "r", "group": "Webinars"}, {"resource": "gone"}]))],
            "resources": [{"id": "r", "title": "Title", "kind": "webinar", "audience": "everyone", "area": "a", "publisher": "p", "source": "s"}],
        }))
        .expect("a catalogue");
        let rows: Vec<String> = of(&catalogue)
            .into_iter()
            .map(|r| [r.theme, r.section, r.group, r.title].join("|"))
            .collect();
        assert_eq!(
            rows,
            [
                "first|day-in-the-life|Webinars|Title",
                "first|day-in-the-life||",
                "second|day-in-the-life||Own title"
            ]
        );
    }
}
