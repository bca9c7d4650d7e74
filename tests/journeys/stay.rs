//! The window cannot be led away: whatever a page would do, whatever is pressed and whatever is dropped on it, it stays
//! Doorstep, opens no other window, and asks nobody for anything.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::json;
use tempfile::TempDir;

use kit::window::{App, DESKTOP, Device, Place, patiently};

/// A website on this machine that the app has no business with.
struct Stranger {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Stranger {
    fn new() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let address = format!("http://{}/", listener.local_addr().expect("its address"));
        let asked = Arc::<Mutex<Vec<String>>>::default();
        let noted = Arc::clone(&asked);
        thread::spawn(move || {
            for guest in listener.incoming().flatten() {
                noted.lock().expect("its log").push("somebody came".into());
                let noted = Arc::clone(&noted);
                thread::spawn(move || answer(guest, &noted));
            }
        });
        Self { address, asked }
    }

    /// Fails when anybody but ourselves has asked it for anything.
    fn was_left_alone(&self) {
        let host = self.address.trim_start_matches("http://").trim_end_matches('/');
        let mut ours = TcpStream::connect(host).expect("it is there");
        ours.write_all(b"GET /ours HTTP/1.0\r\n\r\n").expect("it listens");
        BufReader::new(ours)
            .lines()
            .next()
            .expect("it answers")
            .expect("it answers");
        assert_eq!(
            *self.asked.lock().expect("its log"),
            ["somebody came", "GET /ours HTTP/1.0"]
        );
    }
}

fn answer(mut guest: TcpStream, asked: &Mutex<Vec<String>>) {
    let mut wish = String::new();
    let _ = BufReader::new(&guest).read_line(&mut wish);
    asked.lock().expect("its log").push(wish.trim().to_owned());
    let _ = guest.write_all(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>Somewhere else</h1>");
}

/// What a page can do to leave or to open another window, each with the stranger's address as its argument.
const WAYS: [(&str, &str); 22] = [
    ("an address", "location.href = there"),
    ("assign", "location.assign(there)"),
    ("replace", "location.replace(there)"),
    ("another protocol", "location.protocol = 'http:'"),
    ("another page of ours", "location.pathname = '/nowhere.html'"),
    ("a question", "location.search = '?x=1'"),
    ("a window", "open(there)"),
    ("a window in place", "open(there, '_self')"),
    (
        "a window with features",
        "open(there, 'it', 'width=300,height=300,popup')",
    ),
    ("an empty window", "open('about:blank')?.document.write('x')"),
    ("a link", "link(there).click()"),
    ("a link to a new window", "link(there, '_blank').click()"),
    ("a link to the top", "link(there, '_top').click()"),
    ("a script", "link(`javascript:location.href='${there}'`).click()"),
    (
        "data",
        "link(`data:text/html,<script>location.href='${there}'</script>`).click()",
    ),
    ("a file", "link('file:///etc/hosts').click()"),
    (
        "a page made here",
        "link(URL.createObjectURL(new Blob(['<h1>x'], { type: 'text/html' }))).click()",
    ),
    (
        "a download",
        "const saved = link(there); saved.download = 'x'; saved.click()",
    ),
    ("a form", "form('get', '').submit()"),
    ("a form that posts to a new window", "form('post', '_blank').submit()"),
    (
        "a refresh",
        "const meta = put('meta'); meta.httpEquiv = 'refresh'; meta.content = `0;url=${there}`; document.head.append(meta)",
    ),
    ("a frame", "put('iframe').src = there"),
];

const HANDS: &str = "
    const [there, way] = arguments;
    const put = (kind) => document.querySelector('main').appendChild(document.createElement(kind));
    const link = (href, target = '') => Object.assign(put('a'), { href, target, textContent: 'x' });
    const form = (method, target) => Object.assign(put('form'), { method, target, action: there });
";

/// Opens the app, with a mark that is gone when its page is.
fn marked() -> App {
    let app = Device::new().showing_notifications().start_in("Hampshire");
    app.resize(DESKTOP);
    app.go("#/themes");
    app.arrive("Themes");
    app.settled();
    app.ask("window.stands = location.href", &[]);
    app
}

/// Presses a button of the mouse there, and waits until the page has heard that: it comes by way of the display.
fn press(app: &App, button: u8, place: Place) {
    app.ask(
        "window.heard = false;
        for (const event of ['mouseup', 'contextmenu'])
            addEventListener(event, () => { window.heard = true }, { capture: true, once: true })",
        &[],
    );
    app.hand().press(button, place).expect("a press");
    app.until("the press to be heard", "return window.heard");
}

/// Waits until whatever was begun would have been decided, and fails when the page is not what it was.
fn stands(app: &App, after: &str) {
    app.ask_later(
        "const done = arguments[0];
        requestAnimationFrame(() => requestAnimationFrame(() => fetch('/').then((answer) => answer.text()).then(done, done)))",
        &[],
    );
    let stands = app.ask(
        "return window.stands === location.href && !!doorstep.find('heading', 'Themes')",
        &[],
    );
    assert_eq!(stands, json!(true), "after {after} the window is at {}", app.address());
    alone(app, &format!("no window but ours after {after}"));
}

/// Waits until our window is the only one on the display, which tells of windows some time after the page does.
fn alone(app: &App, what: &str) {
    patiently(what, || match windows(app) {
        ours if ours == ["Doorstep"] => Ok(()),
        others => Err(json!(others)),
    });
}

/// The titles of all windows on the display, menus too.
fn windows(app: &App) -> Vec<String> {
    app.hand().seen().expect("a display")
}

#[test]
fn nothing_that_a_page_does_leads_away() {
    let stranger = Stranger::new();
    let app = marked();
    for (what, way) in WAYS {
        app.ask_last(&format!("{HANDS}\n{way}"), &[json!(stranger.address)]);
        stands(&app, what);
    }
    // It still is the app that it was.
    app.press("link", "Neglect");
    app.arrive("Neglect");
    app.close();
    stranger.was_left_alone();
}

/// Where the middle of the link of that name is on the display.
fn place(app: &App, role: &str, name: &str) -> Place {
    app.find(role, name);
    let middle = app.ask(
        "const it = doorstep.find(...arguments);
        const words = document.createRange();
        words.selectNodeContents(it);
        const { left, right, top, bottom } = words.getClientRects()[0] ?? it.getBoundingClientRect();
        return [Math.round((left + right) / 2), Math.round((top + bottom) / 2)]",
        &[json!(role), json!(name)],
    );
    serde_json::from_value(middle).expect("a place")
}

#[test]
fn no_button_opens_a_link_elsewhere() {
    let stranger = Stranger::new();
    let app = marked();
    app.ask(
        "const link = document.createElement('a');
        Object.assign(link, { href: arguments[0], target: '_blank', textContent: 'Somewhere else' });
        document.querySelector('main h1').after(link)",
        &[json!(stranger.address)],
    );
    for button in [1, 2] {
        press(&app, button, place(&app, "link", "Somewhere else"));
        stands(&app, &format!("button {button}"));
    }
    // One of our links opens in its place, whatever it is pressed with.
    app.hand().press(2, place(&app, "link", "Neglect")).expect("a press");
    app.arrive("Neglect");
    alone(&app, "no window but ours");
    app.close();
    stranger.was_left_alone();
}

#[test]
fn what_is_dropped_on_the_window_is_not_opened() {
    let stranger = Stranger::new();
    let folder = TempDir::new().expect("a folder");
    let page = folder.path().join("letter.html");
    fs::write(&page, format!("<h1>A letter</h1><img src='{}'>", stranger.address)).expect("a file");
    let file = format!("file://{}\r\n", page.display());
    let link = format!("{}\r\n", stranger.address);
    let app = marked();
    let hand = app.hand();
    for (what, kinds) in [
        ("a file", &[("text/uri-list", file.as_str())][..]),
        (
            "a link",
            &[("text/uri-list", &link), ("UTF8_STRING", &stranger.address)],
        ),
        (
            "an address as text",
            &[("text/plain", &stranger.address), ("UTF8_STRING", &stranger.address)],
        ),
    ] {
        let took = hand.drop_on("Doorstep", (700, 400), kinds).expect(what);
        stands(&app, what);
        assert!(!took, "{what} is offered a place");
    }
    // A field for a file takes one.
    app.go("#/settings");
    app.arrive("Settings");
    app.settled();
    app.ask(
        "document.getElementById('import').scrollIntoView({ block: 'center' })",
        &[],
    );
    app.frames();
    let field = app.ask(
        "const { left, top, bottom } = document.getElementById('import').getBoundingClientRect();
        return [Math.round(left + 60), Math.round((top + bottom) / 2)]",
        &[],
    );
    let field: Place = serde_json::from_value(field).expect("a place");
    let kinds = [("text/uri-list", file.as_str())];
    assert!(hand.drop_on("Doorstep", field, &kinds).expect("a drop"));
    app.see("Nothing has changed. The file cannot be read");
    app.close();
    stranger.was_left_alone();
}

#[test]
fn the_menu_is_one_for_text_and_leads_nowhere() {
    let app = marked();
    let hand = app.hand();
    for (role, name) in [("link", "Neglect"), ("heading", "Themes"), ("link", "Now")] {
        press(&app, 3, place(&app, role, name));
        stands(&app, name);
    }
    // Words that are selected can be copied, and words can be put into a field.
    app.ask(
        "getSelection().selectAllChildren(doorstep.find('heading', 'Themes'))",
        &[],
    );
    hand.press(3, place(&app, "heading", "Themes"))
        .expect("the other button");
    a_menu(&app);
    app.screen("menu-words");
    hand.type_in("\u{1b}").expect("Escape");
    alone(&app, "the menu to close");
    app.go("#/search");
    app.arrive("Search");
    app.type_in("negl");
    hand.press(3, place(&app, "combobox", "Search"))
        .expect("the other button");
    a_menu(&app);
    app.screen("menu-field");
    app.close();
}

fn a_menu(app: &App) {
    patiently("a menu", || match windows(app) {
        two if two.len() == 2 => Ok(()),
        other => Err(json!(other)),
    });
}
