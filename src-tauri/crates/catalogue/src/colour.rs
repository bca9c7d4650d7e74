//! A colour, and what the eye makes of two of them.

use std::fmt;

/// A colour of a screen: red, green and blue (sRGB), 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(u8, u8, u8);

impl Colour {
    /// White.
    pub const WHITE: Self = Self(255, 255, 255);
    /// Black.
    pub const BLACK: Self = Self(0, 0, 0);

    /// Reads "#0b5c5e".
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let number = u32::from_str_radix(digits, 16).ok()?;
        let [_, red, green, blue] = number.to_be_bytes();
        Some(Self(red, green, blue))
    }

    /// The ratio by which WCAG 2.2 measures contrast: from 1 (none) to 21 (black on white).
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// How unlike two colours look (Björn Ottosson's Oklab): 0 for the same, 1 for black and white.
    pub fn distance(self, other: Self) -> f64 {
        let (one, two) = (self.oklab(), other.oklab());
        one.iter().zip(two).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
    }

    /// The same with a share of another in it, from 0 to 1.
    pub fn mixed(self, other: Self, share: f64) -> Self {
        // Between two values of a byte there are only values of a byte.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let mix = |a: u8, b: u8| (f64::from(a) * (1.0 - share) + f64::from(b) * share).round() as u8;
        Self(mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2))
    }

    /// WCAG 2.2, "relative luminance".
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn linear(self) -> [f64; 3] {
        [self.0, self.1, self.2].map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        })
    }

    // https://bottosson.github.io/posts/oklab/
    fn oklab(self) -> [f64; 3] {
        let [r, g, b] = self.linear();
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        [
            0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
            0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
        ]
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn is_read_and_written_in_one_way() {
        assert_eq!(colour("#0B5c5E").to_string(), "#0b5c5e");
        for text in [
            "", "#", "0b5c5e", "#0b5", "#0b5c5", "#0b5c5e7", "#0b5c5g", "#+b5c5e", "teal", "#0b5c5é",
        ] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }

    /// The figures of WebAIM's and the W3C's own examples.
    #[test]
    fn contrast_is_as_wcag_counts_it() {
        for (one, two, expected) in [
            ("#ffffff", "#000000", 21.0),
            ("#777777", "#ffffff", 4.48),
            ("#767676", "#ffffff", 4.54),
            ("#0000ff", "#ffffff", 8.59),
            ("#ff0000", "#ffffff", 4.0),
            ("#123456", "#123456", 1.0),
        ] {
            let (there, back) = (colour(one).contrast(colour(two)), colour(two).contrast(colour(one)));
            assert!((there - expected).abs() < 0.01, "{one} on {two}: {there}");
            assert!((there - back).abs() < 1e-12);
        }
    }

    #[test]
    fn distance_is_as_the_eye_sees_it() {
        assert!((Colour::BLACK.distance(Colour::WHITE) - 1.0).abs() < 0.001);
        let red = colour("#a3160f");
        assert!(red.distance(red) < 1e-9);
        assert!(red.distance(colour("#8c1c13")) < red.distance(colour("#0b5c5e")));
    }

    #[test]
    fn mixing_ends_where_it_should() {
        let teal = colour("#0b5c5e");
        assert_eq!(teal.mixed(Colour::WHITE, 0.0), teal);
        assert_eq!(teal.mixed(Colour::WHITE, 1.0), Colour::WHITE);
        assert_eq!(Colour::BLACK.mixed(Colour::WHITE, 0.5).to_string(), "#808080");
    }
}
