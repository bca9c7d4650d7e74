//! What the phones' projects are built of, read and compared with what Rust, the Kotlin and the Swift say: no Android
//! or iOS kit is here to do it.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::{files, read};

const ANDROID: &str = "src-tauri/crates/phone/android/src/main";
const SWIFT: &str = "src-tauri/crates/phone/ios/Sources";

/// An element: its name, and its attributes without "android:".
type Element = (String, BTreeMap<String, String>);

fn elements(path: &str) -> Vec<Element> {
    let text = read(path);
    let mut reader = Reader::from_str(&text);
    let mut elements = Vec::new();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{path}: {error}")) {
            Event::Start(element) | Event::Empty(element) => {
                let attributes = element.attributes().map(|attribute| {
                    let attribute = attribute.unwrap_or_else(|error| panic!("{path}: {error}"));
                    let name: &str = attribute.key.as_ref();
                    let name = name.strip_prefix("android:").unwrap_or(name).to_owned();
                    (name, attribute.value.into_owned())
                });
                let attributes = attributes.collect();
                let name = element.name();
                elements.push((AsRef::<str>::as_ref(&name).to_owned(), attributes));
            }
            Event::Eof => return elements,
            _ => {}
        }
    }
}

/// That attribute of each element of that name.
fn all<'a>(elements: &'a [Element], name: &str, attribute: &str) -> BTreeSet<&'a str> {
    let named = elements.iter().filter(|(element, _)| element == name);
    named.map(|(_, attributes)| attributes[attribute].as_str()).collect()
}

fn only<'a>(elements: &'a [Element], name: &str) -> &'a BTreeMap<String, String> {
    let mut named = elements.iter().filter(|(element, _)| element == name);
    let (Some((_, one)), None) = (named.next(), named.next()) else {
        panic!("there is not one {name}");
    };
    one
}

fn kotlin() -> String {
    let kotlin = files(&format!("{ANDROID}/java"), &["kt"]);
    kotlin.iter().map(read).collect()
}

fn swift() -> String {
    files(SWIFT, &["swift"]).iter().map(read).collect()
}

#[test]
fn android_is_asked_for_what_the_kotlin_uses_and_no_more() {
    let manifest = elements(&format!("{ANDROID}/AndroidManifest.xml"));
    let kotlin = kotlin();
    let uses = [
        (
            "POST_NOTIFICATIONS",
            kotlin.contains("Manifest.permission.POST_NOTIFICATIONS"),
        ),
        ("RECEIVE_BOOT_COMPLETED", {
            all(&manifest, "action", "name").contains("android.intent.action.BOOT_COMPLETED")
        }),
        ("SCHEDULE_EXACT_ALARM", kotlin.contains("canScheduleExactAlarms()")),
    ];
    let wanted: BTreeSet<String> = uses
        .iter()
        .map(|(name, _)| format!("android.permission.{name}"))
        .collect();
    let asked = all(&manifest, "uses-permission", "name");
    assert_eq!(asked, wanted.iter().map(String::as_str).collect());
    for (name, used) in uses {
        assert!(used, "nothing uses {name}");
    }
}

#[test]
fn android_backs_up_nothing_and_shows_nothing_to_other_apps() {
    let manifest = elements(&format!("{ANDROID}/AndroidManifest.xml"));
    let application = only(&manifest, "application");
    assert_eq!(application["allowBackup"], "false");
    assert_eq!(application["fullBackupContent"], "false");
    assert_eq!(application["dataExtractionRules"], "@xml/phone_no_backup");
    let rules = elements(&format!("{ANDROID}/res/xml/phone_no_backup.xml"));
    for section in ["cloud-backup", "device-transfer"] {
        only(&rules, section);
    }
    assert_eq!(
        all(&rules, "exclude", "domain"),
        ["database", "external", "file", "root", "sharedpref"].into()
    );
    assert_eq!(rules.iter().filter(|(name, _)| name == "exclude").count(), 10);
    for part in ["receiver", "provider"] {
        let part = only(&manifest, part);
        assert_eq!(part["exported"], "false", "{}", part["name"]);
    }
}

/// Any app can start the activity by its own name, and say what it likes.
#[test]
fn only_our_own_notifications_say_what_was_pressed() {
    let manifest = elements(&format!("{ANDROID}/AndroidManifest.xml"));
    let tapped = only(&manifest, "activity-alias");
    assert_eq!(tapped["exported"], "false");
    assert_eq!(tapped["targetActivity"], only(&manifest, "activity")["name"]);
    let notifications = read(format!("{ANDROID}/java/Notifications.kt"));
    for line in [
        &format!("const val TAPPED = \"{}\"", tapped["name"]),
        "Intent(action).setClassName(context, TAPPED)",
        "if (intent.component?.className != TAPPED",
    ] {
        assert!(notifications.contains(line), "{line}");
    }
}

#[test]
fn the_plugin_is_for_the_systems_that_the_app_is_for() {
    let config: serde_json::Value = serde_json::from_str(&read("tauri.conf.json")).expect("a configuration");
    let android = &config["bundle"]["android"]["minSdkVersion"];
    let gradle = read("src-tauri/crates/phone/android/build.gradle.kts");
    assert!(gradle.contains(&format!("minSdk = {android}\n")), "{android}");
    let ios = config["bundle"]["iOS"]["minimumSystemVersion"]
        .as_str()
        .expect("a version");
    let version = ios.strip_suffix(".0").expect("a whole version");
    assert!(
        read("src-tauri/crates/phone/ios/Package.swift").contains(&format!(".iOS(.v{version})")),
        "{ios}"
    );
}

#[test]
fn what_apple_says_against_keeping_a_folder_from_backups_reaches_rust() {
    let plugin = read(format!("{SWIFT}/PhonePlugin.swift"));
    let (_, command) = plugin.split_once("func keepFromBackup(").expect("the command");
    let (command, _) = command.split_once("\n  }\n").expect("its end");
    assert!(command.contains("    try Backup.keepOut("), "{command}");
    assert!(plugin.contains("    try place.setResourceValues("));
}

/// Nothing here can run them: these are the lines that do it.
#[test]
fn ios_refuses_a_second_sheet_and_leaves_shown_reminders_their_buttons() {
    let refusing = "guard let controller = controller, controller.presentedViewController == nil else";
    assert!(read(format!("{SWIFT}/HandedFiles.swift")).contains(refusing));
    assert!(
        read(format!("{SWIFT}/Notifications.swift")).contains("setNotificationCategories(others.union(categories))")
    );
}

#[test]
fn what_the_manifest_names_is_there() {
    let manifest = elements(&format!("{ANDROID}/AndroidManifest.xml"));
    for part in ["receiver", "provider"] {
        let name = &only(&manifest, part)["name"];
        let class = name.strip_prefix("org.doorstep.phone.").expect("our package");
        let file = read(format!("{ANDROID}/java/{class}.kt"));
        assert!(file.contains(&format!("class {class}")), "there is no {name}");
    }
    let authority = &only(&manifest, "provider")["authorities"];
    let suffix = authority.strip_prefix("${applicationId}").expect("the app's own");
    assert!(kotlin().contains(&format!("activity.packageName + \"{suffix}\"")));

    let values = elements(&format!("{ANDROID}/res/values/phone.xml"));
    let strings = all(&values, "string", "name");
    let mut named: Vec<String> = manifest
        .iter()
        .flat_map(|(_, attributes)| attributes.values())
        .filter(|value| value.starts_with('@'))
        .cloned()
        .collect();
    // What the Kotlin is compiled with by `cargo xtask phones`.
    let stub = read("tests/phones/android/stubs/resources.kt");
    for (kind, rest) in stub.split("object ").skip(2).filter_map(|part| part.split_once(' ')) {
        let consts = rest.split("const val ").skip(1).filter_map(|one| one.split(' ').next());
        named.extend(consts.map(|name| format!("@{kind}/{name}")));
    }
    assert!(named.len() >= 5, "{named:?}");
    for name in named {
        let there = match name.split_once('/') {
            Some(("@string", name)) => strings.contains(name),
            Some((kind, file)) => !elements(&format!("{ANDROID}/res/{}/{file}.xml", &kind[1..])).is_empty(),
            None => false,
        };
        assert!(there, "there is no {name}");
    }
}

#[test]
fn other_apps_are_given_files_of_the_folders_that_rust_puts_them_in() {
    let paths = elements(&format!("{ANDROID}/res/xml/phone_files.xml"));
    assert_eq!(
        all(&paths, "files-path", "path"),
        ["../documents/opened/", "../shared/"].into()
    );
    assert_eq!(paths.len(), 3, "nothing else is shared");
    let store = read("src-tauri/crates/store/src/document_folder.rs");
    for line in [
        "const FOLDER: &str = \"documents\";",
        "const OPENED: &str = \"opened\";",
    ] {
        assert!(store.contains(line), "{line}");
    }
    assert!(read("src-tauri/src/device.rs").contains("const HANDED_OVER: &str = \"shared\";"));
}

#[test]
fn whatever_rust_asks_a_phone_both_have_a_command_for() {
    let rust = read("src-tauri/crates/phone/src/asked.rs");
    let (kotlin, swift) = (kotlin(), swift());
    let asked: BTreeSet<&str> = rust
        .split("run_mobile_plugin")
        .skip(1)
        .filter_map(|call| call.split('"').nth(1))
        .collect();
    assert!(asked.len() > 10, "{asked:?}");
    for command in &asked {
        assert!(
            swift.contains(&format!("@objc func {command}(_ invoke: Invoke)")),
            "Swift: {command}"
        );
        // Android's backups are forbidden in the manifest.
        let here = kotlin.contains(&format!("fun {command}(invoke: Invoke)"));
        assert_eq!(here, *command != "keepFromBackup", "Kotlin: {command}");
    }
    // And no more than that: one that nothing asks could only be asked by mistake.
    let kotlins = kotlin.matches("@Command").count();
    let swifts = swift.matches("(_ invoke: Invoke)").count();
    assert_eq!((kotlins, swifts), (asked.len() - 1, asked.len()));
}

#[test]
fn both_systems_hand_over_the_addresses_that_rust_reads() {
    let address = read("src-tauri/src/address.rs");
    assert!(address.contains("const SCHEME: &str = \"doorstep:\";"));
    let manifest = elements(&format!("{ANDROID}/AndroidManifest.xml"));
    // Under the name of the activity that the Tauri CLI generates, or it would be another one that is not there.
    let config: serde_json::Value = serde_json::from_str(&read("tauri.conf.json")).expect("a configuration");
    let identifier = config["identifier"].as_str().expect("an identifier");
    assert_eq!(
        only(&manifest, "activity")["name"],
        format!("{identifier}.MainActivity")
    );
    assert_eq!(only(&manifest, "data")["scheme"], "doorstep");
    let names = all(&manifest, "category", "name");
    assert_eq!(
        names,
        ["android.intent.category.BROWSABLE", "android.intent.category.DEFAULT"].into()
    );
    assert!(all(&manifest, "action", "name").contains("android.intent.action.VIEW"));
    let types = dictionary("Info.ios.plist");
    let types = types["CFBundleURLTypes"].as_array().expect("a list");
    let schemes: Vec<_> = types
        .iter()
        .filter_map(|one| one.as_dictionary()?["CFBundleURLSchemes"].as_array())
        .flatten()
        .filter_map(plist::Value::as_string)
        .collect();
    assert_eq!(schemes, ["doorstep"]);
}

fn dictionary(path: &str) -> plist::Dictionary {
    let value = plist::Value::from_reader_xml(std::io::Cursor::new(read(path)));
    let value = value.unwrap_or_else(|error| panic!("{path}: {error}"));
    value.into_dictionary().expect("a dictionary")
}

#[test]
fn apple_is_told_that_nothing_is_collected_and_asked_for_nothing() {
    let info = dictionary("Info.ios.plist");
    assert_eq!(
        info.keys().collect::<Vec<_>>(),
        ["ITSAppUsesNonExemptEncryption", "CFBundleURLTypes"]
    );
    assert_eq!(info["ITSAppUsesNonExemptEncryption"].as_boolean(), Some(false));

    let privacy = dictionary("gen/apple/doorstep_iOS/PrivacyInfo.xcprivacy");
    assert_eq!(privacy["NSPrivacyTracking"].as_boolean(), Some(false));
    for none in ["NSPrivacyTrackingDomains", "NSPrivacyCollectedDataTypes"] {
        assert_eq!(privacy[none].as_array().map(Vec::len), Some(0), "{none}");
    }
    let reasons = privacy["NSPrivacyAccessedAPITypes"].as_array().expect("a list").iter();
    let reasons: Vec<(&str, &str)> = reasons
        .map(|one| {
            let one = one.as_dictionary().expect("a dictionary");
            let reasons = one["NSPrivacyAccessedAPITypeReasons"].as_array().expect("a list");
            let kind = one["NSPrivacyAccessedAPIType"].as_string().expect("a word");
            let kind = kind
                .strip_prefix("NSPrivacyAccessedAPICategory")
                .expect("one of Apple's");
            (kind, reasons[0].as_string().expect("a word"))
        })
        .collect();
    assert_eq!(
        reasons,
        [
            ("UserDefaults", "AC6B.1"),
            ("FileTimestamp", "C617.1"),
            ("DiskSpace", "E174.1"),
            ("SystemBootTime", "35F9.1"),
        ]
    );
}
