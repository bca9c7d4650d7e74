//! How many slips there are between what was typed and a word: a letter too many, too few or wrong, or two in the wrong
//! order.

/// How many slips a word of so many letters may have.
pub(super) fn allowed(letters: usize) -> u8 {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// The slips between what was typed and a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slips {
    /// When the word is taken whole.
    pub whole: u8,
    /// When the word is taken to where it fits best: it is still being typed.
    pub beginning: u8,
}

/// More slips than any that are allowed.
pub(super) const TOO_MANY: u8 = 3;

/// Counts the slips, exactly up to two; more are [`TOO_MANY`]. No letter is moved twice.
pub(super) fn count(typed: &[char], word: &[char]) -> Slips {
    /// How far from the diagonal two slips can lead, to either side.
    const BAND: usize = 2;
    const WIDTH: usize = 2 * BAND + 1;
    let none = Slips {
        whole: TOO_MANY,
        beginning: TOO_MANY,
    };
    // In row i, place b is the distance of the first i letters typed to the first i + b - BAND letters of the word.
    let mut rows = [[TOO_MANY; WIDTH]; 3];
    for (b, cell) in rows[0].iter_mut().enumerate().skip(BAND) {
        if b - BAND <= word.len() {
            *cell = (b - BAND) as u8;
        }
    }
    for i in 1..=typed.len() {
        let (before, before_that) = (rows[(i - 1) % 3], rows[(i + 1) % 3]);
        let mut row = [TOO_MANY; WIDTH];
        let mut least = TOO_MANY;
        for b in 0..WIDTH {
            let Some(j) = (i + b).checked_sub(BAND).filter(|j| *j <= word.len()) else {
                continue;
            };
            let mut slips = if b + 1 < WIDTH { before[b + 1] + 1 } else { TOO_MANY };
            if j > 0 {
                slips = slips.min(before[b] + u8::from(typed[i - 1] != word[j - 1]));
                if b > 0 {
                    slips = slips.min(row[b - 1] + 1);
                }
                if i > 1 && j > 1 && typed[i - 1] == word[j - 2] && typed[i - 2] == word[j - 1] {
                    slips = slips.min(before_that[b] + 1);
                }
            }
            row[b] = slips.min(TOO_MANY);
            least = least.min(row[b]);
        }
        if least == TOO_MANY {
            return none;
        }
        rows[i % 3] = row;
    }
    let last = rows[typed.len() % 3];
    let whole = (word.len() + BAND)
        .checked_sub(typed.len())
        .and_then(|b| last.get(b))
        .copied()
        .unwrap_or(TOO_MANY);
    Slips {
        whole,
        beginning: last.into_iter().min().unwrap_or(TOO_MANY),
    }
}

/// Which letters are in a word, as bits, of which the last is left free. Each slip changes at most one of the word's
/// letters into one it has not.
pub(super) fn letters(word: &str) -> u32 {
    let bit = |c: char| match c {
        'a'..='z' => c as u32 - 'a' as u32,
        '0'..='9' => 26,
        _ => 27 + c as u32 % 4,
    };
    word.chars().fold(0, |bits, c| bits | 1 << bit(c))
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The textbook's table, whole.
    pub(super) fn plain(typed: &[char], word: &[char]) -> usize {
        let mut table = vec![vec![0; word.len() + 1]; typed.len() + 1];
        for i in 0..=typed.len() {
            for j in 0..=word.len() {
                table[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let same = usize::from(typed[i - 1] != word[j - 1]);
                    let mut least = (table[i - 1][j] + 1)
                        .min(table[i][j - 1] + 1)
                        .min(table[i - 1][j - 1] + same);
                    if i > 1 && j > 1 && typed[i - 1] == word[j - 2] && typed[i - 2] == word[j - 1] {
                        least = least.min(table[i - 2][j - 2] + 1);
                    }
                    least
                };
            }
        }
        table[typed.len()][word.len()]
    }

    /// The same without a band.
    pub(super) fn counted(typed: &[char], word: &[char]) -> Slips {
        let most = |slips: usize| slips.min(TOO_MANY as usize) as u8;
        let beginnings = (0..=word.len()).map(|end| plain(typed, &word[..end]));
        Slips {
            whole: most(plain(typed, word)),
            beginning: most(beginnings.min().unwrap_or(3)),
        }
    }

    #[test]
    fn counts_what_people_do() {
        let check = |typed: &str, word: &str, whole: u8, beginning: u8| {
            let [typed, word] = [typed, word].map(|text| text.chars().collect::<Vec<_>>());
            assert_eq!(count(&typed, &word), Slips { whole, beginning }, "{typed:?} {word:?}");
        };
        check("neglect", "neglect", 0, 0);
        check("nelgect", "neglect", 1, 1);
        check("beglect", "neglect", 1, 1);
        check("negl", "neglect", TOO_MANY, 0);
        check("nelg", "neglect", TOO_MANY, 1);
        check("", "a", 1, 0);
        check("ab", "", 2, 2);
        check("abc", "", TOO_MANY, TOO_MANY);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]
        #[test]
        fn agrees_with_the_textbook(typed in "[abc]{0,9}", word in "[abc]{0,9}") {
            let [typed, word] = [typed, word].map(|text| text.chars().collect::<Vec<_>>());
            prop_assert_eq!(count(&typed, &word), counted(&typed, &word));
        }

        #[test]
        fn each_slip_brings_one_foreign_letter_at_most(typed in "[a-e0-1é]{0,8}", word in "[a-e0-1é]{0,8}") {
            let slips = {
                let [typed, word] = [&typed, &word].map(|text| text.chars().collect::<Vec<_>>());
                count(&typed, &word)
            };
            let foreign = (letters(&typed) & !letters(&word)).count_ones() as u8;
            prop_assert!(slips.beginning >= foreign.min(TOO_MANY));
            let missing = (letters(&word) & !letters(&typed)).count_ones() as u8;
            prop_assert!(slips.whole >= missing.max(foreign).min(TOO_MANY));
        }
    }
}
