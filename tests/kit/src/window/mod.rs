//! The real app in its window, on a device of its own, and what a person does with it.

mod alone;
mod app;
mod asking;
mod axe;
mod desktop;
mod device;
mod driver;
mod hand;
mod patience;
mod reader;
mod ruler;
mod size;

pub use fantoccini::key::Key;

pub use alone::Alone;
pub use app::App;
pub use desktop::{Dunst, Shown, Tray};
pub use device::Device;
pub use hand::{Hand, Place};
pub use patience::patiently;
pub use reader::{Node, Reader};
pub use size::{DESKTOP, NARROW, PHONE, SIZES, SMALL, Size};
