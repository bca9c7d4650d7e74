//! Rules for every text of every record: not blank, nothing invisible, nothing on the deny-list, no professionals'
//! number for the public. What is denied is looked for in what a person reads, not in what the editor typed.

use serde_json::Value;

use super::denied::{Needle, Read};
use super::number::Sought;
use super::reading::is_invisible;
use super::{At, Check};
use crate::{Audience, UsedBy};

pub(super) fn check(check: &mut Check<'_>) {
    let denied: Vec<Needle> = check.rules.deny.denied.iter().map(Needle::new).collect();
    let private = professionals_numbers(check);
    check.each_record(|check, at, record| {
        let public = is_public(at, record);
        super::walk(record, &mut |path, value| {
            let Value::String(text) = value else { return };
            if text.trim().is_empty() {
                blank(check, at, path);
            }
            invisible(check, at, path, text);
            let read = Read::of(text);
            for needle in &denied {
                needle.refuse(check, at, path, text, &read);
            }
            for (sought, owner) in private.iter().filter(|_| public) {
                if let Some(found) = read.find_number(sought) {
                    let quote = text.get(found).unwrap_or_default();
                    let what = format!(
                        "\"{quote}\" is for professionals only (contact \"{owner}\") and this is read by the public"
                    );
                    let fix = "remove it, or write the public number; a pathway's step names it in `contacts`";
                    check.refuse(at, path, what, fix).quote = Some(quote.to_owned());
                }
            }
        });
    });
}

fn blank(check: &mut Check<'_>, at: At<'_>, path: &str) {
    // In a list the key comes before the index.
    let key = path.rsplit('/').find(|part| part.parse::<usize>().is_err());
    let key = key.unwrap_or(path);
    check.refuse(
        at,
        path,
        format!("`{key}` is empty"),
        "write it, or leave the key out if there is nothing to say",
    );
}

fn invisible(check: &mut Check<'_>, at: At<'_>, path: &str, text: &str) {
    let Some((place, sign)) = text.char_indices().find(|(_, sign)| is_invisible(*sign)) else {
        return;
    };
    let word = |part: &str| {
        part.chars()
            .rev()
            .take_while(|c| !c.is_whitespace())
            .collect::<String>()
    };
    let before: String = word(&text[..place]).chars().rev().collect();
    let behind: String = text[place..].chars().take_while(|c| !c.is_whitespace()).collect();
    let seen: String = format!("{before}{behind}")
        .chars()
        .filter(|c| !is_invisible(*c))
        .collect();
    check
        .refuse(
            at,
            path,
            format!(
                "there is an invisible character (U+{:04X}) in \"{seen}\": search does not find the word",
                u32::from(sign)
            ),
            "delete the word and type it again",
        )
        .quote = Some(format!("{before}{behind}"));
}

/// Whether the record's text may be read by, or printed for, the public. A pathway counts: its contacts carry the
/// professionals' numbers and are shown to whom they concern, its free text is shown to everybody.
fn is_public(at: At<'_>, record: &Value) -> bool {
    let word = |key: &str| record.get(key).cloned().unwrap_or_default();
    match at.collection {
        "articles" | "resources" => {
            serde_json::from_value(word("audience")).is_ok_and(|audience: Audience| audience.is_public())
        }
        "contacts" => word("used_by") == "everyone",
        _ => true,
    }
}

/// Every number for professionals only, with the id of its contact. Three digits are everybody's.
fn professionals_numbers(check: &Check<'_>) -> Vec<(Sought, String)> {
    let contacts = check.catalogue.contacts.iter();
    contacts
        .filter(|c| c.used_by == UsedBy::Professionals)
        .flat_map(|c| c.numbers.iter().map(|n| (n, c.id.to_string())))
        .filter(|(number, _)| number.public_as.is_none())
        .map(|(number, owner)| (number.digits(), owner))
        .filter(|(digits, _)| digits.len() > 3)
        .map(|(digits, owner)| (Sought::new(digits), owner))
        .collect()
}
