//! A file name from a title, such as every system takes.

/// The longest title in a name, in characters: with the folders before it the path stays within what Windows takes.
const LONGEST: usize = 60;
/// Names that Windows keeps for devices, whatever follows the first dot.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// The file name for a document of that title: "Working together 2023.pdf".
///
/// Nothing of the title can lead out of a folder, hide the extension or run into what a system keeps for itself.
pub fn of(title: &str, extension: &str) -> String {
    let kept: String = title
        .chars()
        .filter(|c| !turns_text_round(*c))
        .map(|c| if is_name(c) { c } else { ' ' })
        .collect();
    let words: Vec<&str> = kept.split_whitespace().collect();
    let name: String = words.join(" ").chars().take(LONGEST).collect();
    let name = name.trim_matches(|c: char| matches!(c, '.' | ' ' | '-' | '~'));
    let name = if name.is_empty() { "Document" } else { name };
    if is_device(name) {
        format!("Document {name}.{extension}")
    } else {
        format!("{name}.{extension}")
    }
}

fn is_name(c: char) -> bool {
    !c.is_control() && !matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' | '%')
}

/// Marks that are not seen and change how a name reads: "fdp.exe" can look like "exe.pdf" with one.
fn turns_text_round(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let port = |stem: &str| {
        let number = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
        number.is_some_and(|n| n.chars().count() == 1 && n.chars().all(|c| c.is_ascii_digit() || "¹²³".contains(c)))
    };
    DEVICES.contains(&stem.as_str()) || port(&stem)
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn a_title_becomes_a_name() {
        for (title, name) in [
            ("Working together 2023", "Working together 2023.pdf"),
            ("Are you worried? Ring: 999/112", "Are you worried Ring 999 112.pdf"),
            ("../../etc/passwd", "etc passwd.pdf"),
            ("C:\\Windows\\x.exe", "C Windows x.exe.pdf"),
            ("  Ends. . ", "Ends.pdf"),
            ("fdp.\u{202e}exe", "fdp.exe.pdf"),
            ("Tab\tand\nline", "Tab and line.pdf"),
            ("-rf", "rf.pdf"),
            ("con", "Document con.pdf"),
            ("NUL.toolkit", "Document NUL.toolkit.pdf"),
            ("COM7", "Document COM7.pdf"),
            ("Comfort", "Comfort.pdf"),
            ("???", "Document.pdf"),
            ("Ŵyr y plentyn", "Ŵyr y plentyn.pdf"),
        ] {
            assert_eq!(of(title, "pdf"), name);
        }
        assert_eq!(of(&"é".repeat(300), "pdf").chars().count(), 64);
    }
}
