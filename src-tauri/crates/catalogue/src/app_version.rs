//! Versions of the app: an edition may say which one its publisher recommends. The app fetches none by itself.

/// A version as it is written, "0.2.0", to be compared with others. `None` where it is none.
pub fn read(text: &str) -> Option<[u32; 3]> {
    let number = |word: &str| {
        word.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| word.parse().ok())?
    };
    let numbers: Option<Vec<u32>> = text.split('.').map(number).collect();
    numbers?.try_into().ok()
}

/// Whether `recommended` is newer than `own`. What is no version is not.
pub fn is_newer(recommended: &str, own: &str) -> bool {
    read(recommended)
        .zip(read(own))
        .is_some_and(|(recommended, own)| recommended > own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_three_numbers_and_compared_as_numbers() {
        for (recommended, own, newer) in [
            ("0.2.0", "0.1.9", true),
            ("0.10.0", "0.9.0", true),
            ("1.0.0", "0.99.99", true),
            ("0.1.0", "0.1.0", false),
            ("0.1.0", "0.2.0", false),
            ("0.2", "0.1.0", false),
            ("0.2.0-beta", "0.1.0", false),
            ("+1.0.0", "0.1.0", false),
            ("99999999999.0.0", "0.1.0", false),
            ("", "0.1.0", false),
        ] {
            assert_eq!(is_newer(recommended, own), newer, "{recommended} and {own}");
        }
    }
}
