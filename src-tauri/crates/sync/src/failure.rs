//! What a failure to ask means.

use catalogue::refresh::Trouble;

/// What reqwest's failure means.
pub(crate) fn meaning(error: reqwest::Error, host: &str) -> Trouble {
    let error = error.without_url();
    match certificate(&chain(&error), host) {
        Some(trouble) => trouble,
        None if error.is_redirect() => Trouble::CaptivePortal,
        None if error.is_connect() => Trouble::Offline,
        None if error.is_timeout() => Trouble::Slow,
        None => Trouble::BrokenOff,
    }
}

/// What a failure of TLS means, when it is one. Only the error's text says this, because each platform's verifier has
/// an error type of its own; but the host's name, which may be in them, is ignored.
fn certificate(words: &str, host: &str) -> Option<Trouble> {
    let words = words.to_lowercase();
    let words = words.split(|c: char| !(c.is_alphanumeric() || c == '.' || c == '-'));
    let words: Vec<_> = words.filter(|word| !word.eq_ignore_ascii_case(host)).collect();
    let words = words.join(" ");
    let says = |any: &[&str]| any.iter().any(|word| words.contains(word));
    if says(&["invalidcontenttype"]) {
        // A sign-in portal that answers a TLS connection in plain text.
        Some(Trouble::CaptivePortal)
    } else if !says(&["certificate"]) {
        None
    } else if !says(&["for name", "match"]) && says(&["expired", "not valid yet", "notvalidyet"]) {
        Some(Trouble::CheckDate { host: None })
    } else {
        Some(Trouble::NotPrivate)
    }
}

/// An error with all its causes, in one line.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        words.push_str(": ");
        words.push_str(&error.to_string());
        cause = error.source();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_is_judged_by_what_is_wrong_and_not_by_whose_it_is() {
        let date = Some(Trouble::CheckDate { host: None });
        let stranger = Some(Trouble::NotPrivate);
        let rustls = "error sending request: client error (connect): invalid peer certificate: ";
        for (words, expected) in [
            (
                "error sending request: client error (connect): tcp connect error: refused".into(),
                None,
            ),
            ("dns error: no such host: certificate-expired.example.org".into(), None),
            (
                "received corrupt message of type InvalidContentType".into(),
                Some(Trouble::CaptivePortal),
            ),
            (
                format!("{rustls}certificate expired: verification time 1790000000 (UNIX)"),
                date.clone(),
            ),
            (
                format!("{rustls}certificate not valid yet: verification time 1 (UNIX)"),
                date.clone(),
            ),
            (format!("{rustls}Expired"), date),
            (format!("{rustls}UnknownIssuer"), stranger.clone()),
            (
                format!(
                    "{rustls}certificate not valid for name \"certificate-expired.example.org\"; certificate is only \
                     valid for DnsName(\"expired.example.com\")"
                ),
                stranger.clone(),
            ),
            (
                "“certificate-expired.example.org” certificate name does not match input".into(),
                stranger.clone(),
            ),
            (
                "“Certificate-Expired.example.org” certificate is not trusted".into(),
                stranger,
            ),
        ] {
            assert_eq!(
                certificate(&words, "certificate-expired.example.org"),
                expected,
                "{words}"
            );
        }
    }
}
