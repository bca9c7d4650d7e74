//! A newer edition is published, and the app has it: a real host on this machine, real keys, the real window.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc, Weekday};
use doorstep_publish::host::{self, Host, Server, Silent, Wanted, keys};
use jiff::Timestamp;
use serde_json::json;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::app::Device;

const CONTACT: &str = "hampshire-childrens-services";
const OLD_NUMBER: &str = "0300 555 1384";
const NEW_NUMBER: &str = "0300 555 1999";
const WITHDRAWN: &str = "book-a-toolkit-tour";

#[test]
fn a_newer_edition_comes_and_says_what_it_changed() {
    let now = Utc::now();
    let publisher = Publisher::new();
    publisher.release();
    let site = publisher.serve();
    let device = Device::on(spelled(now)).refreshing_by(site.policy(&publisher));

    // The app asks by itself when it starts.
    let app = device.start_in("Hampshire");
    app.see(&format!("Last checked: {}", long(now.date_naive())));
    app.go(&format!("#/contacts/{CONTACT}"));
    app.arrive("Contact");
    app.see(OLD_NUMBER);
    app.do_not_see("Changed on");
    app.go("#/changes");
    app.arrive("What's changed");
    app.see("Nothing has changed since Doorstep came onto this device.");

    app.go("#/about");
    app.arrive("About");
    app.press("button", "Check now");
    app.see("Up to date.");

    let starts = a_monday_ahead(now.date_naive());
    publisher.edit(now.date_naive(), starts);
    publisher.release();
    app.press("button", "Check now");
    app.see("Updated to edition 2: 1 changed, 1 new, 1 withdrawn.");
    app.picture("refresh-updated");

    app.press("link", "Home");
    app.arrive("Doorstep");
    app.see("1 changed, 1 new, 1 withdrawn.");
    app.press("link", "What's changed");
    app.arrive("What's changed");
    for words in [
        "Edition 2",
        "New to you",
        &format!("The number was {OLD_NUMBER} and is {NEW_NUMBER}."),
        "A practice week of the test",
        "Tours are no longer given.",
    ] {
        app.see(words);
    }
    assert_eq!(app.violations(), Vec::<String>::new());
    app.picture("refresh-changes");
    // Looked at once, it is no news any more.
    app.go("#/");
    app.arrive("Doorstep");
    app.do_not_see("1 changed, 1 new, 1 withdrawn.");

    app.go(&format!("#/contacts/{CONTACT}"));
    app.arrive("Contact");
    app.see(NEW_NUMBER);
    app.see(&format!("Changed on {} from {OLD_NUMBER}.", long(now.date_naive())));
    app.go("#/calendar");
    app.arrive("Calendar");
    app.see(&format!("Starts in {} days", (starts - now.date_naive()).num_days()));
    app.go(&format!("#/resources/{WITHDRAWN}"));
    app.see("Tours are no longer given.");

    // The host is gone: that is said, and nothing else is.
    site.close();
    app.go("#/about");
    app.arrive("About");
    app.press("button", "Check now");
    app.see("The host cannot be reached. Everything on this device still works.");
    app.see("Last tried");
    app.go(&format!("#/contacts/{CONTACT}"));
    app.arrive("Contact");
    app.see(NEW_NUMBER);
    app.close();

    // And it is all there at the next start.
    let app = device.start();
    app.see(NEW_NUMBER);
    app.close();
}

#[test]
fn without_a_host_the_app_says_so_and_asks_nobody() {
    let app = Device::new().start_in("Hampshire");
    app.see("No host is set in this copy of Doorstep");
    app.go("#/about");
    app.arrive("About");
    app.see("Sent: nothing.");
    assert!(!app.has("button", "Check now"), "there is nobody to ask");
    app.close();
}

/// An editor with keys and a copy of the catalogue's source.
struct Publisher {
    runtime: Runtime,
    folder: TempDir,
    root: PathBuf,
}

impl Publisher {
    fn new() -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let folder = TempDir::new().expect("a folder");
        let keys = folder.path().join("keys");
        let new = runtime
            .block_on(keys::new(&keys, 1, 1, Timestamp::now()))
            .expect("keys");
        copy(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("data"),
            &folder.path().join("data"),
        );
        Self {
            runtime,
            folder,
            root: new.root,
        }
    }

    fn place(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Publishes the source as it stands, as the next edition.
    fn release(&self) {
        let published = async {
            let host = Host::open(self.place("host").to_str().expect("a path in UTF-8"))?;
            let keys = keys::Keyring::open(&[self.place("keys")])?;
            let now = Timestamp::now();
            let plan = host::plan(&self.place("data"), &host, &keys, &Wanted::default(), now).await?;
            plan.publish(&host, &keys, &Silent, now).await
        };
        self.runtime.block_on(published).expect("an edition is published");
    }

    /// Changes a number, announces a week and withdraws a resource.
    fn edit(&self, today: NaiveDate, starts: NaiveDate) {
        self.replace("contacts.toml", OLD_NUMBER, NEW_NUMBER);
        self.replace(
            "resources/bookings.toml",
            &format!("id = \"{WITHDRAWN}\"\n"),
            &format!(
                "id = \"{WITHDRAWN}\"\nstatus = \"withdrawn\"\n\
                 withdrawal = {{ on = \"{today}\", reason = \"Tours are no longer given.\" }}\n"
            ),
        );
        let (ends, year) = (starts + Days::new(4), starts.year());
        let week = format!(
            "id = \"a-practice-week-of-the-test\"\ntitle = \"A practice week of the test\"\narea = \"hampshire\"\n\
             year = {year}\nstarts = \"{starts}\"\nends = \"{ends}\"\nsummary = \"Made by a test.\"\n\
             themes = [\"neglect\"]\nsource = \"page-iowscp-safeguarding-practice-weeks\"\n\n\
             [[days]]\nweekday = \"monday\"\ndate = \"{starts}\"\ntopic = \"Neglect\"\n"
        );
        fs::write(self.place("data/weeks/a-practice-week-of-the-test.toml"), week).expect("a week is written");
    }

    fn replace(&self, file: &str, old: &str, new: &str) {
        let path = self.place("data").join(file);
        let text = fs::read_to_string(&path).expect("a file of the source");
        assert!(text.contains(old), "{file} has no {old}");
        fs::write(&path, text.replacen(old, new, 1)).expect("the file is written");
    }

    /// Serves what was published.
    fn serve(&self) -> Site {
        let runtime = Runtime::new().expect("a runtime");
        let server = runtime.block_on(Server::new(&self.place("host"), 0)).expect("a server");
        let address = server.address().expect("its address").to_string();
        runtime.spawn(server.run(std::future::pending()));
        Site { runtime, address }
    }
}

/// A host on this machine.
struct Site {
    runtime: Runtime,
    address: String,
}

impl Site {
    /// The policy that has a device refresh from here.
    fn policy(&self, publisher: &Publisher) -> PathBuf {
        let path = publisher.place("policy.json");
        let policy = json!({"host": format!("http://{}/", self.address), "root": publisher.root});
        fs::write(&path, policy.to_string()).expect("a policy is written");
        path
    }

    fn close(self) {
        self.runtime.shutdown_background();
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).expect("a file is copied");
        }
    }
}

/// A Monday at least a week from today.
fn a_monday_ahead(today: NaiveDate) -> NaiveDate {
    let mut day = today + Days::new(8);
    while day.weekday() != Weekday::Mon {
        day = day + Days::new(1);
    }
    day
}

fn long(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// As the command line has it. Leaked: a device's clock is a constant everywhere else.
fn spelled(now: DateTime<Utc>) -> &'static str {
    now.format("%Y-%m-%dT%H:%M:%SZ").to_string().leak()
}
