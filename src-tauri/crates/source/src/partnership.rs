//! How a partnership presents itself: that it fits the screens and everybody can read it.

use catalogue::app_version;
use catalogue::partnership::{LONGEST_NAME, LONGEST_WELCOME};
use catalogue::validate::is_email;

use crate::diagnostic::Diagnostic;
use crate::loaded::Loaded;

impl Loaded {
    /// What is wrong with the header's words and colours.
    pub(crate) fn partnership_faults(&self) -> Vec<Diagnostic> {
        let Some(header) = &self.header else {
            return Vec::new();
        };
        let of = &header.partnership;
        let texts = [
            ("name", &of.name, LONGEST_NAME),
            ("welcome", &of.welcome, LONGEST_WELCOME),
        ];
        let mut found = Vec::new();
        for (key, text, longest) in texts {
            let Some(text) = text else { continue };
            let length = text.chars().count();
            if text.trim().is_empty() {
                found.push((
                    key.to_owned(),
                    format!("`{key}` is empty"),
                    "write it, or leave it out".into(),
                ));
            } else if length > longest || text.contains('\n') {
                found.push((
                    key.to_owned(),
                    format!("`{key}` has {length} characters, and the screen has room for {longest}"),
                    "shorten it to one line".into(),
                ));
            }
        }
        if let Some(feedback) = header.feedback.as_ref().filter(|feedback| !is_email(feedback)) {
            found.push((
                "feedback".into(),
                format!("\"{feedback}\" is not an email address"),
                "write the email address for reports of a wrong number, such as \"name@example.org\"".into(),
            ));
        }
        let recommended = header.recommended_app.as_ref();
        if let Some(version) = recommended.filter(|version| app_version::read(version).is_none()) {
            found.push((
                "recommended_app".into(),
                format!("\"{version}\" is not a version of Doorstep"),
                "write three numbers, as in \"0.2.0\", or leave it out".into(),
            ));
        }
        let look = of.look.iter().flat_map(catalogue::Look::faults);
        found.extend(look.map(|fault| (format!("look/{}", fault.path), fault.what, fault.fix)));
        let places = found.into_iter();
        places
            .map(|(path, what, fix)| self.in_header(&path, None, what, fix))
            .collect()
    }
}
