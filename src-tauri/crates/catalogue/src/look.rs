//! A partnership's colours: two in the light, two in the dark. What else a screen needs is made of them, and what does
//! not change is not theirs to choose: the emergency's red, the focus' yellow, what asks for caution, and the grounds.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::colour::Colour;

/// A partnership's colours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Look {
    /// On light grounds, and on paper.
    pub light: Palette,
    /// On dark grounds.
    pub dark: Palette,
}

/// The colours for a light or a dark background.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Palette {
    /// Of buttons, of the mark and of where one is: "#0b5c5e".
    pub primary: String,
    /// Of links. The same where it is absent.
    pub link: Option<String>,
}

/// Every colour that a window takes from a partnership, for a light or a dark background.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Shades {
    pub primary: Colour,
    pub primary_hover: Colour,
    pub on_primary: Colour,
    pub link: Colour,
    pub link_hover: Colour,
}

/// A colour that cannot be read, or not by everybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookFault {
    /// Where: "light/primary".
    pub path: String,
    /// What is wrong, in a sentence.
    pub what: String,
    /// How to fix it, in a sentence.
    pub fix: String,
}

/// The backgrounds that one of our colours is shown on, and the colours that it must not be mistaken for. Those of
/// `ui/src/styles/_colours.scss`.
pub struct Ground {
    /// "light".
    pub name: &'static str,
    /// `--bg`, `--surface` and `--hover`.
    pub grounds: [&'static str; 3],
    /// `--emergency`, `--caution` and `--focus`, with what each is there for.
    pub reserved: [(&'static str, &'static str); 3],
    /// Towards which a colour is easier to read.
    away: Colour,
    /// The word for that.
    stronger: &'static str,
}

/// Light grounds.
pub const LIGHT: Ground = Ground {
    name: "light",
    grounds: ["#faf7f2", "#ffffff", "#efeae1"],
    reserved: [("#a3160f", EMERGENCY), ("#9a5b00", CAUTION), ("#ffc933", FOCUS)],
    away: Colour::BLACK,
    stronger: "darker",
};

/// Dark grounds.
pub const DARK: Ground = Ground {
    name: "dark",
    grounds: ["#121a1b", "#1b2628", "#29383a"],
    reserved: [("#d4351c", EMERGENCY), ("#e9b155", CAUTION), ("#ffc933", FOCUS)],
    away: Colour::WHITE,
    stronger: "lighter",
};

const EMERGENCY: &str = "the red of emergencies, which has to mean 999 and nothing else";
const CAUTION: &str = "the amber that asks for caution";
const FOCUS: &str = "the yellow that shows where the keyboard is";

/// WCAG 2.2 AA, 1.4.3: text that is not large.
const LEAST_CONTRAST: f64 = 4.5;
/// Nearer than this, two buttons are taken for the same at a glance.
const LEAST_DISTANCE: f64 = 0.1;
/// How much further a colour goes under the pointer.
const HOVER: f64 = 0.3;
/// Text on a colour that is light. Not black: the dark grounds are not either.
const INK: &str = "#14191a";

impl Look {
    /// Every colour that not everybody could read, or that could be taken for another. Empty: it may be shown.
    pub fn faults(&self) -> Vec<LookFault> {
        let themes = [(&self.light, &LIGHT), (&self.dark, &DARK)];
        themes
            .into_iter()
            .flat_map(|(palette, ground)| {
                let colours = [("primary", Some(&palette.primary)), ("link", palette.link.as_ref())];
                colours
                    .into_iter()
                    .filter_map(|(name, colour)| fault(ground, name, colour?))
            })
            .collect()
    }

    /// The colours for light and for dark grounds; `None` where one of them is at fault.
    pub fn shades(&self) -> Option<(Shades, Shades)> {
        if !self.faults().is_empty() {
            return None;
        }
        Some((self.light.shades(&LIGHT)?, self.dark.shades(&DARK)?))
    }
}

impl Palette {
    fn shades(&self, ground: &Ground) -> Option<Shades> {
        let primary = Colour::parse(&self.primary)?;
        let link = Colour::parse(self.link.as_ref().unwrap_or(&self.primary))?;
        let ink = Colour::parse(INK)?;
        let on_primary = if primary.contrast(ink) > primary.contrast(Colour::WHITE) {
            ink
        } else {
            Colour::WHITE
        };
        Some(Shades {
            primary,
            primary_hover: primary.mixed(ground.away, HOVER),
            on_primary,
            link,
            link_hover: link.mixed(ground.away, HOVER),
        })
    }
}

fn fault(ground: &Ground, name: &str, written: &str) -> Option<LookFault> {
    let (what, fix) = match Colour::parse(written) {
        None => (
            format!("\"{written}\" is not a colour"),
            "write # and six digits from 0 to f, two each for red, green and blue, such as \"#0b5c5e\"".to_owned(),
        ),
        Some(colour) => (wrong_with(ground, colour)?, fix(ground, colour)),
    };
    let path = format!("{}/{name}", ground.name);
    Some(LookFault { path, what, fix })
}

fn wrong_with(ground: &Ground, colour: Colour) -> Option<String> {
    let grounds = ground.grounds.iter().filter_map(|text| Colour::parse(text));
    let worst = grounds.min_by(|a, b| colour.contrast(*a).total_cmp(&colour.contrast(*b)))?;
    let contrast = colour.contrast(worst);
    if contrast < LEAST_CONTRAST {
        return Some(format!(
            "{colour} on {worst} has a contrast of {:.1} to 1, and text needs {LEAST_CONTRAST} to 1 (WCAG 2.2 AA)",
            // Never rounded up to what would be enough.
            (contrast * 10.0).floor() / 10.0
        ));
    }
    let reserved = ground.reserved.iter().filter_map(|(text, taken_for)| {
        let distance = colour.distance(Colour::parse(text)?);
        (distance < LEAST_DISTANCE).then_some((distance, taken_for))
    });
    let (_, taken_for) = reserved.min_by(|(a, _), (b, _)| a.total_cmp(b))?;
    Some(format!("{colour} could be taken for {taken_for}"))
}

/// The nearest shade of the colour that is right; a colour that no shade of it is, is another's.
fn fix(ground: &Ground, colour: Colour) -> String {
    let mut shades = (1..=40).map(|step| colour.mixed(ground.away, f64::from(step) / 50.0));
    match shades.find(|shade| wrong_with(ground, *shade).is_none()) {
        Some(shade) => format!("write a {} one, such as \"{shade}\"", ground.stronger),
        None => "choose another colour, such as a blue, a green or a purple".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(light: &str, dark: &str) -> Look {
        let palette = |primary: &str| Palette {
            primary: primary.into(),
            link: None,
        };
        Look {
            light: palette(light),
            dark: palette(dark),
        }
    }

    #[test]
    fn what_not_everybody_could_read_is_refused_with_a_shade_that_they_can() {
        for (light, dark, path, what, fix) in [
            (
                "#7fb2b4",
                "#8ad6cf",
                "light/primary",
                "#7fb2b4 on #efeae1 has a contrast of 1.9 to 1",
                "darker one, such as \"#",
            ),
            (
                "#0b5c5e",
                "#0b5c5e",
                "dark/primary",
                "#0b5c5e on #29383a has a contrast of 1.5 to 1",
                "lighter one, such as \"#",
            ),
            (
                "teal",
                "#8ad6cf",
                "light/primary",
                "\"teal\" is not a colour",
                "write # and six digits",
            ),
            (
                "#a3160f",
                "#8ad6cf",
                "light/primary",
                "#a3160f could be taken for the red of emergencies",
                "darker one",
            ),
            (
                "#0b5c5e",
                "#ffc933",
                "dark/primary",
                "could be taken for the yellow that shows",
                "lighter one",
            ),
        ] {
            let look = look(light, dark);
            let faults = look.faults();
            assert_eq!(faults.len(), 1, "{faults:?}");
            assert_eq!(faults[0].path, path);
            assert!(faults[0].what.contains(what), "{faults:?}");
            assert!(faults[0].fix.contains(fix), "{faults:?}");
            assert_eq!(look.shades(), None);
            // The suggested colour passes itself.
            if let Some((_, shade)) = faults[0].fix.split_once('"') {
                let shade = shade.trim_end_matches('"');
                let fixed = match path {
                    "light/primary" => self::look(shade, dark),
                    _ => self::look(light, shade),
                };
                if shade.starts_with('#') {
                    assert_eq!(fixed.faults(), [], "{shade}");
                }
            }
        }
        let mut linked = look("#0b5c5e", "#8ad6cf");
        assert_eq!(linked.faults(), []);
        linked.dark.link = Some("#0a5b6e".into());
        assert_eq!(linked.faults()[0].path, "dark/link");
    }

    /// Whatever passes gives only pairs that can be read, in every state: over the whole cube of colours.
    #[test]
    fn whatever_passes_can_be_read_on_every_ground_and_under_the_pointer() {
        let parse = |text: &str| Colour::parse(text).unwrap();
        let steps = || (0..=255).step_by(17);
        let mut passed = [0, 0];
        for (red, green, blue) in steps().flat_map(|r| steps().flat_map(move |g| steps().map(move |b| (r, g, b)))) {
            let text = format!("#{red:02x}{green:02x}{blue:02x}");
            for (at, ground) in [LIGHT, DARK].iter().enumerate() {
                if wrong_with(ground, parse(&text)).is_some() {
                    continue;
                }
                passed[at] += 1;
                let palette = Palette {
                    primary: text.clone(),
                    link: None,
                };
                let shades = palette.shades(ground).unwrap();
                for colour in [shades.primary, shades.primary_hover, shades.link, shades.link_hover] {
                    for on in ground.grounds {
                        assert!(colour.contrast(parse(on)) >= LEAST_CONTRAST, "{colour} on {on}");
                    }
                }
                for under in [shades.primary, shades.primary_hover] {
                    assert!(shades.on_primary.contrast(under) >= LEAST_CONTRAST, "{text}");
                }
                for (reserved, _) in ground.reserved {
                    assert!(parse(&text).distance(parse(reserved)) >= LEAST_DISTANCE, "{text}");
                }
            }
        }
        assert!(passed.iter().all(|count| *count > 500), "{passed:?}");
    }
}
