//! A hand on the display itself, for what a driver of the page cannot do: any button of the mouse, keys where nothing
//! may be driven, something dropped from another program. And eyes for windows that are no page.

use std::cell::Cell;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    AtomEnum, BUTTON_PRESS_EVENT, BUTTON_RELEASE_EVENT, ClientMessageEvent, ConnectionExt, CreateWindowAux, EventMask,
    InputFocus, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, MOTION_NOTIFY_EVENT, MapState, PropMode, SELECTION_NOTIFY_EVENT,
    SelectionNotifyEvent, SelectionRequestEvent, Window, WindowClass,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

/// A place on the display.
pub type Place = (i16, i16);

/// How long a program may take to say whether it would take what is dragged over it.
const HOVER: Duration = Duration::from_secs(30);
/// A window that knows what is dragged, has been moved over so often and has refused as often would not take it.
const MOVES: u32 = 10;
/// The time from move to move.
const STEP: Duration = Duration::from_millis(50);
/// The version of the protocol for drag and drop that is spoken.
const XDND: u32 = 5;

/// A connection to one display.
pub struct Hand {
    connection: RustConnection,
    root: Window,
}

impl Hand {
    /// A hand on the display of that name.
    ///
    /// # Errors
    /// When there is no such display.
    pub fn on(display: &str) -> Result<Self> {
        let (connection, screen) = x11rb::connect(Some(display))?;
        let root = connection.setup().roots.get(screen).context("no screen")?.root;
        Ok(Self { connection, root })
    }

    /// Presses a button of the mouse there and lets it go: 1 is the first, 2 the middle, 3 the other.
    ///
    /// # Errors
    /// When the display takes no such press.
    pub fn press(&self, button: u8, (x, y): Place) -> Result<()> {
        self.fake(MOTION_NOTIFY_EVENT, 0, (x, y))?;
        self.fake(BUTTON_PRESS_EVENT, button, (x, y))?;
        self.fake(BUTTON_RELEASE_EVENT, button, (x, y))?;
        self.settle()
    }

    /// Gives the keys to the window of that title, as a window manager does.
    ///
    /// # Errors
    /// When there is no such window.
    pub fn turn_to(&self, title: &str) -> Result<()> {
        let window = self.window(title)?;
        self.connection
            .set_input_focus(InputFocus::PARENT, window, x11rb::CURRENT_TIME)?;
        self.settle()
    }

    /// Types words in small letters, Return as `\n`, Tab as `\t`, Escape as `\u{1b}` and an arrow as `↓` or `↑`.
    ///
    /// # Errors
    /// When the display has no key for one.
    pub fn type_in(&self, words: &str) -> Result<()> {
        let setup = self.connection.setup();
        let (least, most) = (setup.min_keycode, setup.max_keycode);
        let keys = self.connection.get_keyboard_mapping(least, most - least + 1)?.reply()?;
        let row = usize::from(keys.keysyms_per_keycode);
        for letter in words.chars() {
            let wanted = match letter {
                '\n' => 0xff0d,
                '\t' => 0xff09,
                '\u{1b}' => 0xff1b,
                '↑' => 0xff52,
                '↓' => 0xff54,
                letter => u32::from(letter),
            };
            let mut codes = (least..=most).zip(keys.keysyms.chunks(row));
            let (code, _) = codes
                .find(|(_, symbols)| symbols.first() == Some(&wanted))
                .with_context(|| format!("no key for {letter:?}"))?;
            self.fake(KEY_PRESS_EVENT, code, (0, 0))?;
            self.fake(KEY_RELEASE_EVENT, code, (0, 0))?;
        }
        self.settle()
    }

    fn fake(&self, kind: u8, detail: u8, (x, y): Place) -> Result<()> {
        self.connection
            .xtest_fake_input(kind, detail, x11rb::CURRENT_TIME, self.root, x, y, 0)?;
        Ok(())
    }

    /// An answer to whatever: the display has read what came before.
    fn settle(&self) -> Result<()> {
        self.connection.get_input_focus()?.reply()?;
        Ok(())
    }

    /// The titles of all windows that can be seen on the display, menus too.
    ///
    /// # Errors
    /// When the display does not tell.
    pub fn seen(&self) -> Result<Vec<String>> {
        let mut titles = Vec::new();
        for window in self.connection.query_tree(self.root)?.reply()?.children {
            // One that goes while it is looked at is not there.
            let Ok(attributes) = self.connection.get_window_attributes(window)?.reply() else {
                continue;
            };
            let Ok(place) = self.connection.get_geometry(window)?.reply() else {
                continue;
            };
            // Programs keep some beside the display, which are for other programs.
            let beside = place.x < 0 || place.y < 0;
            let shown = attributes.map_state == MapState::VIEWABLE && attributes.class == WindowClass::INPUT_OUTPUT;
            if let (true, Ok(title)) = (shown && !beside, self.property(window, AtomEnum::WM_NAME.into(), 8)) {
                titles.push(String::from_utf8_lossy(&title).into_owned());
            }
        }
        Ok(titles)
    }

    /// Asks the window of that title to close, as a press on the cross in its frame does.
    ///
    /// # Errors
    /// When there is no such window.
    pub fn close(&self, title: &str) -> Result<()> {
        let (protocols, delete) = (self.atom("WM_PROTOCOLS")?, self.atom("WM_DELETE_WINDOW")?);
        let window = self.window(title)?;
        let message = ClientMessageEvent::new(32, window, protocols, [delete, 0, 0, 0, 0]);
        self.connection
            .send_event(false, window, EventMask::NO_EVENT, message)?;
        self.settle()
    }

    /// Where the window of that title begins on the display, and its width and height.
    ///
    /// # Errors
    /// When there is no such window.
    pub fn place(&self, title: &str) -> Result<(Place, (u16, u16))> {
        let place = self.connection.get_geometry(self.window(title)?)?.reply()?;
        Ok(((place.x, place.y), (place.width, place.height)))
    }

    /// Drags something from another program over the window of that title and lets it go there: `kinds` are its media
    /// types and what it is as each. Whether the window took it.
    ///
    /// # Errors
    /// When there is no such window, or it takes no drops at all.
    pub fn drop_on(&self, title: &str, place: Place, kinds: &[(&str, &str)]) -> Result<bool> {
        let target = self.window(title)?;
        if self.property(target, self.atom("XdndAware")?, 32)?.is_empty() {
            bail!("the window “{title}” takes no drops");
        }
        let drag = Drag {
            hand: self,
            source: self.source()?,
            target,
            place,
            kinds: kinds
                .iter()
                .map(|(kind, bytes)| Ok((self.atom(kind)?, *bytes)))
                .collect::<Result<_>>()?,
            looked: Cell::new(false),
        };
        let took = drag.run();
        self.connection.destroy_window(drag.source)?;
        self.settle()?;
        took
    }

    /// A window that nobody sees and that things are dragged from.
    fn source(&self) -> Result<Window> {
        let window = self.connection.generate_id()?;
        let none = CreateWindowAux::new();
        let class = WindowClass::INPUT_OUTPUT;
        self.connection
            .create_window(0, window, self.root, 0, 0, 1, 1, 0, class, 0, &none)?;
        let selection = self.atom("XdndSelection")?;
        self.connection
            .set_selection_owner(window, selection, x11rb::CURRENT_TIME)?;
        Ok(window)
    }

    /// The window of that title that can be closed.
    fn window(&self, title: &str) -> Result<Window> {
        let (protocols, delete) = (self.atom("WM_PROTOCOLS")?, self.atom("WM_DELETE_WINDOW")?);
        let windows = self.connection.query_tree(self.root)?.reply()?.children;
        let ours = windows.into_iter().find(|&window| {
            let named = self.property(window, AtomEnum::WM_NAME.into(), 8);
            let closes = self.property(window, protocols, 32);
            named.is_ok_and(|name| name == title.as_bytes())
                && closes.is_ok_and(|known| known.chunks(4).any(|atom| atom == delete.to_ne_bytes()))
        });
        ours.with_context(|| format!("no window “{title}” that closes"))
    }

    /// The values of a property, of that many bits each.
    fn property(&self, window: Window, property: u32, bits: u8) -> Result<Vec<u8>> {
        let asked = self
            .connection
            .get_property(false, window, property, AtomEnum::ANY, 0, 64)?;
        let told = asked.reply()?;
        Ok(if told.format == bits { told.value } else { Vec::new() })
    }

    fn atom(&self, name: &str) -> Result<u32> {
        Ok(self.connection.intern_atom(false, name.as_bytes())?.reply()?.atom)
    }
}

/// One drag by the protocol XDND.
struct Drag<'a> {
    hand: &'a Hand,
    source: Window,
    target: Window,
    place: Place,
    kinds: Vec<(u32, &'a str)>,
    /// The window has asked what it is that is dragged over it.
    looked: Cell<bool>,
}

impl Drag<'_> {
    fn run(&self) -> Result<bool> {
        let kind = |at: usize| self.kinds.get(at).map_or(0, |(kind, _)| *kind);
        self.tell("XdndEnter", [XDND << 24, kind(0), kind(1), kind(2)])?;
        let would = self.hover()?;
        if !would {
            self.tell("XdndLeave", [0; 4])?;
            return Ok(false);
        }
        self.tell("XdndDrop", [0, x11rb::CURRENT_TIME, 0, 0])?;
        let finished = self.hand.atom("XdndFinished")?;
        let end = Instant::now() + HOVER;
        while Instant::now() < end {
            if self.next()?.is_some_and(|(kind, _)| kind == finished) {
                return Ok(true);
            }
        }
        bail!("what was dropped was neither taken nor refused");
    }

    /// Moves over the target until it would take what is dragged, or has known what it is, been asked again and again,
    /// and would not. It answers each move.
    fn hover(&self) -> Result<bool> {
        let (status, copy) = (self.hand.atom("XdndStatus")?, self.hand.atom("XdndActionCopy")?);
        let end = Instant::now() + HOVER;
        let (mut moves, mut refused, mut aside) = (0, 0, 0);
        while Instant::now() < end && (moves < MOVES || refused < MOVES) {
            aside = 1 - aside;
            let [x, y] = [self.place.0 + aside, self.place.1].map(|at| u32::from(at.unsigned_abs()));
            self.tell("XdndPosition", [0, x << 16 | y, x11rb::CURRENT_TIME, copy])?;
            let step = Instant::now() + STEP;
            while Instant::now() < step {
                match self.next()? {
                    Some((kind, [_, takes, ..])) if kind == status && takes & 1 == 1 => return Ok(true),
                    Some((kind, _)) if kind == status => refused += u32::from(self.looked.get()),
                    _ => {}
                }
            }
            moves += u32::from(self.looked.get());
        }
        if !self.looked.get() {
            bail!("nobody looked at what was dragged");
        }
        Ok(false)
    }

    fn tell(&self, name: &str, [a, b, c, d]: [u32; 4]) -> Result<()> {
        let kind = self.hand.atom(name)?;
        let message = ClientMessageEvent::new(32, self.target, kind, [self.source, a, b, c, d]);
        let connection = &self.hand.connection;
        connection.send_event(false, self.target, EventMask::NO_EVENT, message)?;
        connection.flush()?;
        Ok(())
    }

    /// The next message from the target, if one is there. Hands over what is dragged to whoever asks.
    fn next(&self) -> Result<Option<(u32, [u32; 5])>> {
        match self.hand.connection.poll_for_event()? {
            Some(Event::SelectionRequest(request)) => self.hand_over(request)?,
            Some(Event::ClientMessage(message)) => return Ok(Some((message.type_, message.data.as_data32()))),
            Some(_) => {}
            None => std::thread::sleep(Duration::from_millis(5)),
        }
        Ok(None)
    }

    fn hand_over(&self, asked: SelectionRequestEvent) -> Result<()> {
        self.looked.set(true);
        let connection = &self.hand.connection;
        let bytes = self.kinds.iter().find(|(kind, _)| *kind == asked.target);
        let property = match bytes {
            Some((kind, bytes)) => {
                connection.change_property8(
                    PropMode::REPLACE,
                    asked.requestor,
                    asked.property,
                    *kind,
                    bytes.as_bytes(),
                )?;
                asked.property
            }
            None => x11rb::NONE,
        };
        let answer = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: asked.time,
            requestor: asked.requestor,
            selection: asked.selection,
            target: asked.target,
            property,
        };
        connection.send_event(false, asked.requestor, EventMask::NO_EVENT, answer)?;
        connection.flush()?;
        Ok(())
    }
}
