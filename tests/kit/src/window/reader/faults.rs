//! What is wrong with a page for those who hear it, as far as it can be found without listening.

use atspi::Role;

use super::node::Node;

impl Node {
    /// Everything of the page that has no name where it needs one, or the same as another; headings that leave out a
    /// level; words that run together.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let all = self.all();
        for node in &all {
            let image = node.role == Role::Image;
            if node.called().is_empty() && (node.can_be_pressed() || node.role == Role::Entry || image) {
                faults.push(format!("a {} without a name", node.kind()));
            }
            if node.can_be_pressed() && node.all().iter().skip(1).any(|inner| inner.can_be_pressed()) {
                faults.push(format!("“{}” holds something else to press", node.called()));
            }
            if node.role != Role::List && node.nodes().any(|inner| inner.role == Role::ListItem) {
                faults.push(format!("a list that is none: {}", node.speech()));
            }
            if node.called() == node.said_of_it() && !node.called().is_empty() {
                faults.push(format!("“{}” is said twice", node.called()));
            }
        }
        let mut landmarks: Vec<(String, String)> = all
            .iter()
            .filter(|node| node.role == Role::Landmark)
            .map(|node| (node.kind(), node.called()))
            .collect();
        landmarks.sort();
        for pair in landmarks.windows(2).filter(|pair| pair[0] == pair[1]) {
            faults.push(format!("two landmarks “{}”, {}", pair[0].1, pair[0].0));
        }
        let main = all.iter().find(|node| node.kind() == "main");
        let levels: Vec<(usize, String)> = main
            .map_or(Vec::new(), |main| main.all())
            .iter()
            .filter(|node| node.role == Role::Heading)
            .map(|node| {
                (
                    node.attribute("level")
                        .and_then(|level| level.parse().ok())
                        .unwrap_or(0),
                    node.called(),
                )
            })
            .collect();
        if levels.iter().filter(|(level, _)| *level == 1).count() != 1 || levels[0].0 != 1 {
            faults.push(format!(
                "the headings do not begin with one of the first level: {levels:?}"
            ));
        }
        for pair in levels.windows(2).filter(|pair| pair[1].0 > pair[0].0 + 1) {
            faults.push(format!("a level is left out before “{}”", pair[1].1));
        }
        faults
    }

    /// All things from here on, in the order of reading.
    fn all(&self) -> Vec<&Self> {
        let mut all = vec![self];
        self.nodes().for_each(|node| all.extend(node.all()));
        all
    }

    fn said_of_it(&self) -> String {
        super::speech::clean(&self.description)
    }
}
