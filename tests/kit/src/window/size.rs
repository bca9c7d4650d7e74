//! The sizes in which a window is looked at.

/// A window's size in CSS pixels.
#[derive(Clone, Copy)]
pub struct Size {
    /// Its name in the pictures' names.
    pub name: &'static str,
    pub width: u32,
    pub height: u32,
}

/// A phone held upright.
pub const PHONE: Size = Size::of("phone", 390, 844);
/// A laptop.
pub const DESKTOP: Size = Size::of("desktop", 1280, 800);
/// A small laptop, or a tablet held sideways.
pub const SMALL: Size = Size::of("small", 1024, 600);
/// A small phone, or a laptop at 400 % zoom.
pub const NARROW: Size = Size::of("narrow", 320, 640);

/// All of them, the narrowest first.
pub const SIZES: [Size; 4] = [NARROW, PHONE, SMALL, DESKTOP];

impl Size {
    /// One of that name.
    pub const fn of(name: &'static str, width: u32, height: u32) -> Self {
        Self { name, width, height }
    }
}
