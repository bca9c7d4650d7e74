//! What a screen reader says of the tree: each thing with its name, what it is and how it is, in the order of reading.

use atspi::{Role, State};

use super::node::{Node, Part};

impl Node {
    /// Reads it aloud, a line each. What holds other things has them below it, further in.
    pub fn speech(&self) -> String {
        let mut lines = Vec::new();
        self.speak(&mut lines);
        lines.join("\n")
    }

    /// What it is called, in one line.
    pub fn called(&self) -> String {
        clean(&self.name)
    }

    /// What it is, in a reader's words.
    pub fn kind(&self) -> String {
        let landmark = || self.attribute("xml-roles").unwrap_or("landmark");
        match self.role {
            Role::Heading => format!("heading level {}", self.attribute("level").unwrap_or("?")),
            Role::Landmark => match landmark() {
                "contentinfo" => "content information".into(),
                other => other.into(),
            },
            Role::Entry if self.attribute("computed-role") == Some("searchbox") => "search box".into(),
            Role::StatusBar => "status".into(),
            // WebKitGTK has no role for these two.
            Role::Unknown if self.is("summary") => "summary".into(),
            role => role.name().to_owned(),
        }
    }

    /// Whether it is that element of HTML, where AT-SPI knows no more of it.
    fn is(&self, tag: &str) -> bool {
        self.attribute("tag") == Some(tag)
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// How it is, where a reader says so.
    pub fn condition(&self) -> Vec<String> {
        let has = |state| self.states.contains(state);
        let mut said: Vec<&str> = Vec::new();
        match self.role {
            Role::CheckBox | Role::RadioButton => {
                said.push(if has(State::Checked) { "checked" } else { "not checked" })
            }
            Role::ToggleButton => said.push(if has(State::Pressed) { "pressed" } else { "not pressed" }),
            _ => {}
        }
        if has(State::Expandable) {
            said.push(if has(State::Expanded) { "expanded" } else { "collapsed" });
        }
        for (state, words) in [
            (State::Selected, "selected"),
            (State::InvalidEntry, "invalid"),
            (State::Required, "required"),
            (State::HasPopup, "opens a pop-up"),
            (State::Busy, "busy"),
        ] {
            if has(state) {
                said.push(words);
            }
        }
        if !has(State::Enabled) {
            said.push("unavailable");
        }
        let mut said: Vec<String> = said.into_iter().map(str::to_owned).collect();
        if let Some(what) = self.attribute("current").filter(|what| *what != "false") {
            said.push(if what == "true" {
                "current".into()
            } else {
                format!("current {what}")
            });
        }
        said
    }

    /// Its name, what it is and how it is: "Save: Neglect, toggle button, not pressed".
    pub fn line(&self) -> String {
        let mut line = vec![self.called(), self.kind()];
        line.extend(self.condition());
        line.push(self.text_of_value());
        line.push(clean(&self.description));
        line.retain(|part| !part.is_empty());
        line.join(", ")
    }

    /// The contents of a field.
    fn text_of_value(&self) -> String {
        match self.role {
            Role::Entry => match clean(&self.own_text()) {
                none if none.is_empty() => String::new(),
                text => format!("“{text}”"),
            },
            _ => String::new(),
        }
    }

    /// The text that is its own.
    pub fn own_text(&self) -> String {
        self.parts
            .iter()
            .filter_map(|part| match part {
                Part::Text(text) => Some(text.as_str()),
                Part::Node(_) => None,
            })
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn speak(&self, lines: &mut Vec<String>) {
        if self.is_nothing() {
            return;
        }
        match self.role {
            Role::Link
            | Role::Button
            | Role::ToggleButton
            | Role::CheckBox
            | Role::RadioButton
            | Role::Entry
            | Role::ComboBox
            | Role::Image => lines.push(self.line()),
            // What is pressed in a heading is said with it, once.
            Role::Heading => match self.nodes().find(|node| node.can_be_pressed()) {
                Some(pressed) => lines.push(format!("{}, {}", pressed.line(), self.kind())),
                None => lines.push(self.line()),
            },
            // WebKitGTK says of the whole whether it is open, and has no role for it.
            Role::Unknown if self.is("details") => {
                let mut own = Vec::new();
                self.speak_parts(&mut own, "");
                if let Some(summary) = own.first_mut() {
                    *summary = [vec![summary.clone()], self.condition()].concat().join(", ");
                }
                lines.extend(own);
            }
            Role::Unknown if self.is("summary") => lines.push(self.line()),
            Role::List => {
                let count = self.nodes().filter(|node| node.role == Role::ListItem).count();
                let items = format!("list of {count} item{}", if count == 1 { "" } else { "s" });
                lines.push(match self.called() {
                    none if none.is_empty() => items,
                    name => format!("{name}, {items}"),
                });
                self.speak_parts(lines, "  ");
            }
            Role::ListItem => {
                let mut own = Vec::new();
                self.speak_parts(&mut own, "");
                for (at, line) in own.into_iter().enumerate() {
                    lines.push(format!("{}{line}", if at == 0 { "• " } else { "  " }));
                }
            }
            Role::StatusBar | Role::Alert | Role::Notification | Role::DescriptionTerm | Role::DescriptionValue => {
                let mut own = Vec::new();
                self.speak_parts(&mut own, "");
                if !own.is_empty() {
                    lines.push(format!("{}: {}", self.kind(), own.join(" / ")));
                }
            }
            Role::DocumentWeb => self.speak_parts(lines, ""),
            // What only groups, and is not called anything, is not said.
            Role::Section
            | Role::Paragraph
            | Role::Panel
            | Role::Unknown
            | Role::Static
            | Role::Text
            | Role::TableCell
            | Role::TableRow
                if self.called().is_empty() =>
            {
                self.speak_parts(lines, "");
            }
            _ => {
                lines.push(self.line());
                self.speak_parts(lines, "  ");
            }
        }
    }

    /// What no reader stops at: the mark of a list without marks, the list of a closed choice, and the label of a
    /// field, which is the field's name.
    fn is_nothing(&self) -> bool {
        let empty = self.called().is_empty() && self.parts.is_empty();
        let hidden = empty && !self.states.contains(State::Visible);
        hidden || self.role == Role::Label || (self.role == Role::Text && empty)
    }

    /// Whether it is there to be pressed.
    pub(super) fn can_be_pressed(&self) -> bool {
        matches!(
            self.role,
            Role::Link | Role::Button | Role::ToggleButton | Role::CheckBox | Role::RadioButton | Role::ComboBox
        ) || self.is("summary")
    }

    fn speak_parts(&self, lines: &mut Vec<String>, indent: &str) {
        let mut of_nodes = Vec::new();
        self.nodes().for_each(|node| node.speak(&mut of_nodes));
        let of_nodes = of_nodes.join(" ");
        for part in &self.parts {
            let mut own = Vec::new();
            match part {
                // WebKitGTK gives some things the words of what they hold as their own.
                Part::Text(text) => own.extend(
                    text.lines()
                        .map(clean)
                        .filter(|line| !line.is_empty() && !of_nodes.contains(line)),
                ),
                Part::Node(node) => node.speak(&mut own),
            }
            lines.extend(own.into_iter().map(|line| format!("{indent}{line}")));
        }
    }

    /// The things that it holds.
    pub fn nodes(&self) -> impl Iterator<Item = &Self> {
        self.parts.iter().filter_map(|part| match part {
            Part::Node(node) => Some(node),
            Part::Text(_) => None,
        })
    }
}

/// Words with runs of white space as one space.
pub(super) fn clean(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
