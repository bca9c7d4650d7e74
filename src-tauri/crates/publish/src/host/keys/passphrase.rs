//! Passphrases: typed by a person, or read from a file by a job. Never from the command line, where others see them.

use std::fmt;
use std::fs::File;
use std::io::Read as _;
use std::path::PathBuf;
use std::sync::Mutex;

use zeroize::Zeroizing;

use super::medium::{self, Kept};
use crate::host::error::{Error, Result, unusable};

/// Overwritten in memory when it is dropped.
pub type Secret = Zeroizing<String>;

/// Shows a question and answers what was typed.
type Ask = dyn Fn(&str) -> std::io::Result<Secret> + Send + Sync;

/// How often somebody may mistype.
const TRIES: u32 = 3;

/// The shortest that is taken for a new key: about three words.
const SHORTEST: usize = 12;

/// Where passphrases come from, and those that opened something already.
pub struct Passphrases {
    source: Source,
    known: Mutex<Vec<Secret>>,
}

enum Source {
    Nobody,
    Person(Box<Ask>),
    File(PathBuf),
}

/// Nothing of a passphrase.
impl fmt::Debug for Passphrases {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrases")
    }
}

impl Passphrases {
    /// Nobody is asked: a key with a passphrase cannot be used.
    pub fn none() -> Self {
        Self::of(Source::Nobody)
    }

    /// A person is asked; `ask` shows the question and reads the answer without showing it.
    pub fn asked(ask: impl Fn(&str) -> std::io::Result<Secret> + Send + Sync + 'static) -> Self {
        Self::of(Source::Person(Box::new(ask)))
    }

    /// A file, or a descriptor such as `/dev/fd/3`, with a passphrase a line: each is tried for each key.
    ///
    /// # Errors
    /// `Usage` when it cannot be read or has none, `Refused` when others can read it.
    pub fn from_file(path: PathBuf) -> Result<Self> {
        let mut text = Zeroizing::new(String::new());
        let mut file = File::open(&path).map_err(|error| unusable(&path, error))?;
        medium::check(&path, &file, Kept::Passphrase)?;
        file.read_to_string(&mut text).map_err(|error| unusable(&path, error))?;
        let lines: Vec<_> = text.lines().filter(|line| !line.is_empty()).collect();
        if lines.is_empty() {
            return Err(unusable(&path, "it contains no passphrase: write one on each line"));
        }
        let known = lines.into_iter().map(|line| Zeroizing::new(line.to_owned())).collect();
        Ok(Self {
            known: Mutex::new(known),
            ..Self::of(Source::File(path))
        })
    }

    fn of(source: Source) -> Self {
        Self {
            source,
            known: Mutex::default(),
        }
    }

    fn known(&self) -> Vec<Secret> {
        // Still what opened something, after a panic elsewhere.
        self.known
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
            .clone()
    }

    /// Keeps what opened something for the next key: often it is the same.
    fn remember(&self, secret: Secret) {
        let mut known = self.known.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if !known.contains(&secret) {
            known.push(secret);
        }
    }

    /// Opens what `what` names with the first passphrase for which `open` answers something.
    pub(super) fn open<T>(&self, what: &str, open: impl Fn(&str) -> Result<Option<T>>) -> Result<T> {
        for secret in self.known() {
            if let Some(opened) = open(&secret)? {
                return Ok(opened);
            }
        }
        let ask = match &self.source {
            Source::Person(ask) => ask,
            Source::File(path) => {
                return Err(Error::Usage(format!(
                    "{what} has a passphrase, and it is none of those in {}",
                    path.display()
                )));
            }
            Source::Nobody => {
                return Err(Error::Usage(format!(
                    "{what} has a passphrase, and there is nobody to ask for it"
                )));
            }
        };
        let mut question = format!("Passphrase of {what}: ");
        for _ in 0..TRIES {
            let secret = typed(ask, &question)?;
            if let Some(opened) = open(&secret)? {
                self.remember(secret);
                return Ok(opened);
            }
            question = format!("That is not the passphrase of {what}. Try again: ");
        }
        Err(Error::Usage(format!(
            "wrong passphrase: none of the {TRIES} that were typed opens {what}. A key without its passphrase is lost: \
             replace it then (`keys rotate`)"
        )))
    }

    /// A passphrase for new keys: typed twice by whoever holds them, or the one in the file.
    pub(super) fn choose(&self, holder: &str) -> Result<Secret> {
        let secret = match &self.source {
            Source::Nobody => {
                return Err(Error::Usage(format!(
                    "{holder} is to have a passphrase, and there is nobody to ask for it"
                )));
            }
            Source::File(path) => match &self.known()[..] {
                [only] => only.clone(),
                _ => return Err(unusable(path, "for new keys it must contain exactly one passphrase")),
            },
            Source::Person(ask) => {
                let secret = typed(ask, &format!("New passphrase for {holder}: "))?;
                if secret != typed(ask, "Type it again: ")? {
                    return Err(Error::Usage(
                        "the two passphrases are different: nothing was created".into(),
                    ));
                }
                secret
            }
        };
        if secret.chars().count() < SHORTEST {
            return Err(Error::Usage(format!(
                "this passphrase is too short: nothing was created. Use at least {SHORTEST} characters, such as four \
                 random words"
            )));
        }
        self.remember(secret.clone());
        Ok(secret)
    }
}

fn typed(ask: &Ask, question: &str) -> Result<Secret> {
    ask(question).map_err(|error| {
        Error::Usage(format!(
            "a passphrase is needed, and there is no terminal to ask for it ({error}). In a job, put it in a file and \
             name the file in DOORSTEP_PASSPHRASE_FILE"
        ))
    })
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use std::collections::VecDeque;
    use std::sync::Arc;

    use super::*;

    /// Types these, one after another, and keeps the questions.
    fn person(answers: &[&str]) -> (Passphrases, Arc<Mutex<Vec<String>>>) {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (answers, questions) = (
            answers.iter().map(|a| (*a).to_owned()).collect::<VecDeque<_>>(),
            asked.clone(),
        );
        let answers = Mutex::new(answers);
        let person = Passphrases::asked(move |question| {
            questions.lock().expect("questions").push(question.to_owned());
            let answer = answers.lock().expect("answers").pop_front();
            answer
                .map(Zeroizing::new)
                .ok_or_else(|| std::io::Error::other("nobody is here"))
        });
        (person, asked)
    }

    fn lock(right: &str) -> impl Fn(&str) -> Result<Option<()>> + '_ {
        move |typed| Ok((typed == right).then_some(()))
    }

    #[test]
    fn what_opened_one_key_is_tried_on_the_next() {
        let (person, asked) = person(&["wrong", "of the first", "of the second"]);
        person
            .open("one", lock("of the first"))
            .expect("opened at the second try");
        person.open("two", lock("of the first")).expect("not asked again");
        person.open("three", lock("of the second")).expect("another");
        let asked = asked.lock().expect("questions");
        assert_eq!(asked.len(), 3, "{asked:?}");
        assert!(asked[1].contains("not the passphrase of one"), "{asked:?}");
    }

    #[test]
    fn three_wrong_ones_are_said_to_be_wrong() {
        let (person, asked) = person(&["a", "b", "c", "right"]);
        let error = person.open("the key", lock("right")).expect_err("three").to_string();
        assert!(
            error.contains("wrong passphrase") && error.contains("the key"),
            "{error}"
        );
        assert_eq!(asked.lock().expect("questions").len(), 3);
    }

    #[test]
    fn a_new_one_is_typed_twice_and_long_enough() {
        let choose = |answers| person(answers).0.choose("the key").map_err(|error| error.to_string());
        assert!(choose(&["four words by lot", "four words by lot"]).is_ok());
        assert!(choose(&["four words by lot", "four words by luck"]).is_err_and(|e| e.contains("different")));
        assert!(choose(&["short", "short"]).is_err_and(|e| e.contains("too short")));
        assert!(choose(&[]).is_err_and(|e| e.contains("DOORSTEP_PASSPHRASE_FILE")));
    }
}
