//! A private key as text: PKCS#8 in PEM, with a passphrase or without, as OpenSSL writes and reads it.

use aws_lc_rs::signature::Ed25519KeyPair;
use pkcs8::der::Decode as _;
use pkcs8::der::pem::LineEnding;
use pkcs8::pkcs5::{self, pbes2};
use pkcs8::{EncryptedPrivateKeyInfoRef, PrivateKeyInfoRef, SecretDocument};
use zeroize::Zeroizing;

use super::passphrase::Secret;

const PLAIN: &str = "PRIVATE KEY";
const ENCRYPTED: &str = "ENCRYPTED PRIVATE KEY";

/// scrypt with 16 MB, five times over: as dear as the 128 MB that OWASP names first, in half the memory that OpenSSL
/// allows.
const COST: u64 = 1 << 14;
const BLOCK: u16 = 8;
const PARALLEL: u16 = 5;

/// What a key's file holds.
pub(super) struct KeyText {
    der: SecretDocument,
    encrypted: bool,
}

impl KeyText {
    /// Reads PEM. Errors are the rest of a sentence.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let (label, der) = SecretDocument::from_pem(text).map_err(|error| format!("this is not PEM: {error}"))?;
        match label {
            PLAIN | ENCRYPTED => Ok(Self {
                encrypted: label == ENCRYPTED,
                der,
            }),
            other => Err(format!("this is a {other}, not a {PLAIN}")),
        }
    }

    /// Whether it takes a passphrase.
    pub(super) fn is_encrypted(&self) -> bool {
        self.encrypted
    }

    /// The key of one without a passphrase.
    pub(super) fn key(&self) -> Result<Ed25519KeyPair, String> {
        key(self.der.as_bytes())
    }

    /// The key of one with a passphrase; `None` when this is another.
    pub(super) fn decrypt(&self, passphrase: &str) -> Result<Option<Ed25519KeyPair>, String> {
        let sealed = EncryptedPrivateKeyInfoRef::from_der(self.der.as_bytes())
            .map_err(|error| format!("this is not an encrypted key: {error}"))?;
        match sealed.decrypt(passphrase) {
            // One wrong passphrase in some hundred ends in what looks like padding, and gives no key.
            Ok(der) if PrivateKeyInfoRef::from_der(der.as_bytes()).is_err() => Ok(None),
            Ok(der) => key(der.as_bytes()).map(Some),
            Err(pkcs8::Error::EncryptedPrivateKey(pkcs5::Error::DecryptFailed) | pkcs8::Error::Asn1(_)) => Ok(None),
            Err(error) => Err(format!(
                "this is encrypted in a way that this program does not support: {error}"
            )),
        }
    }
}

fn key(der: &[u8]) -> Result<Ed25519KeyPair, String> {
    Ed25519KeyPair::from_pkcs8_maybe_unchecked(der).map_err(|error| format!("this is not an Ed25519 key: {error}"))
}

/// Writes a key, with a passphrase where one is given.
pub(super) fn encode(pair: &Ed25519KeyPair, passphrase: Option<&Secret>) -> Result<Zeroizing<String>, String> {
    // Version 1 of PKCS#8, which every tool reads.
    let der = pair.to_pkcs8v1().map_err(|_| "the key cannot be encoded".to_owned())?;
    let not_encoded = |error: &dyn std::fmt::Display| format!("the key cannot be encoded: {error}");
    let info = PrivateKeyInfoRef::from_der(der.as_ref()).map_err(|error| not_encoded(&error))?;
    let (label, document) = match passphrase {
        Some(secret) => {
            let sealed = info.encrypt_with_params(parameters()?, secret.as_bytes());
            (ENCRYPTED, sealed.map_err(|error| not_encoded(&error))?)
        }
        None => (
            PLAIN,
            SecretDocument::try_from(der.as_ref()).map_err(|error| not_encoded(&error))?,
        ),
    };
    document
        .to_pem(label, LineEnding::LF)
        .map_err(|error| not_encoded(&error))
}

fn parameters() -> Result<pbes2::Parameters, String> {
    let no_numbers = |_| "this machine provides no random numbers".to_owned();
    let (mut salt, mut iv) = ([0; 16], [0; 16]);
    aws_lc_rs::rand::fill(&mut salt).map_err(no_numbers)?;
    aws_lc_rs::rand::fill(&mut iv).map_err(no_numbers)?;
    let salt = pbes2::Salt::new(&salt[..]).map_err(|error| format!("the key cannot be encoded: {error}"))?;
    let kdf = pbes2::ScryptParams {
        salt,
        cost_parameter: COST,
        block_size: BLOCK,
        parallelization: PARALLEL,
        key_length: None,
    };
    Ok(pbes2::Parameters {
        kdf: kdf.into(),
        encryption: pbes2::EncryptionScheme::Aes256Cbc { iv },
    })
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use aws_lc_rs::signature::KeyPair as _;

    use super::*;

    #[test]
    fn a_passphrase_opens_its_key_and_no_other_does() {
        let pair = Ed25519KeyPair::generate().expect("a key");
        let secret = Zeroizing::new("four words drawn by lot".to_owned());
        let text = encode(&pair, Some(&secret)).expect("PEM");
        assert!(text.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
        let read = KeyText::parse(&text).expect("parsed");
        assert!(read.is_encrypted());
        let opened = read.decrypt(&secret).expect("sound").expect("opened");
        assert_eq!(opened.public_key().as_ref(), pair.public_key().as_ref());
        for wrong in ["", "four words drawn by lot ", "Four words drawn by lot"] {
            assert!(read.decrypt(wrong).expect("sound").is_none(), "{wrong}");
        }
        assert!(read.key().is_err(), "not without one");
        // Twice the same key is not twice the same text.
        assert_ne!(*text, *encode(&pair, Some(&secret)).expect("PEM"));
    }

    #[test]
    fn what_is_no_key_says_so() {
        let pair = Ed25519KeyPair::generate().expect("a key");
        let plain = encode(&pair, None).expect("PEM");
        assert!(KeyText::parse(&plain).expect("parsed").key().is_ok());
        let certificate = plain.replace("PRIVATE KEY", "CERTIFICATE");
        for (text, why) in [
            (certificate.as_str(), "this is a CERTIFICATE"),
            ("hello", "this is not PEM"),
        ] {
            let error = KeyText::parse(text).err().expect("refused");
            assert!(error.contains(why), "{error}");
        }
    }
}
