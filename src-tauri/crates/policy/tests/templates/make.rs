//! The templates, from the table of settings.

use std::fmt::Write as _;

use policy::{KEYS, Key, Takes};

/// Where an Android app has its managed configuration.
const IN_THE_APP: &str = "src-tauri/crates/phone/android/src/main/res/xml/phone_restrictions.xml";

/// Each file by its path from the root.
pub fn all() -> [(&'static str, String); 7] {
    [
        ("deploy/windows/Doorstep.admx", admx()),
        // Intune imports no other language, and every editor of Group Policy falls back to this one.
        ("deploy/windows/en-US/Doorstep.adml", adml()),
        ("deploy/macos/Doorstep.mobileconfig", profile()),
        ("deploy/linux/policy.json", file()),
        ("deploy/android/app_restrictions.xml", android()),
        // What Android reads is in the app itself.
        (IN_THE_APP, android()),
        ("deploy/ios/appconfig.xml", ios()),
    ]
}

const MADE: &str = "Made from src-tauri/crates/policy/src/key.rs by `cargo xtask templates`.";

fn head() -> String {
    format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- {MADE} -->\n")
}

/// For an attribute or between tags.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// The host and its root are one policy of Windows, since neither goes without the other.
fn policies() -> impl Iterator<Item = &'static [Key]> {
    KEYS[..2].chunks(2).chain(KEYS[2..].chunks(1))
}

/// The most characters of a text: Windows' own default would cut a root off.
const MOST: u32 = 65_535;

pub fn admx() -> String {
    let mut page = head();
    page += r#"<policyDefinitions xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" revision="1.0" schemaVersion="1.0" xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions">
  <policyNamespaces>
    <target prefix="doorstep" namespace="Doorstep.Policies.Doorstep" />
  </policyNamespaces>
  <resources minRequiredRevision="1.0" />
  <supportedOn>
    <definitions>
      <definition name="Windows10" displayName="$(string.Windows10)" />
    </definitions>
  </supportedOn>
  <categories>
    <category name="Doorstep" displayName="$(string.Doorstep)" />
  </categories>
  <policies>
"#;
    for keys in policies() {
        let [first, ..] = keys else { continue };
        let name = first.name;
        let (value, presentation) = match first.takes {
            Takes::Switch => (format!(" valueName=\"{name}\""), String::new()),
            _ => (String::new(), format!(" presentation=\"$(presentation.{name})\"")),
        };
        let _ = write!(
            page,
            "    <policy name=\"{name}\" class=\"Machine\" displayName=\"$(string.{name})\" \
             explainText=\"$(string.{name}_Explain)\"{presentation} key=\"Software\\Policies\\Doorstep\"{value}>\n      \
             <parentCategory ref=\"Doorstep\" />\n      <supportedOn ref=\"Windows10\" />\n"
        );
        page += &match first.takes {
            Takes::Switch => {
                let value = |tag: &str, value: u8| format!("      <{tag}><decimal value=\"{value}\" /></{tag}>\n");
                value("enabledValue", 1) + &value("disabledValue", 0)
            }
            _ => {
                let text = |key: &Key| {
                    format!(
                        "        <text id=\"{0}\" valueName=\"{0}\" required=\"true\" maxLength=\"{MOST}\" />\n",
                        key.name
                    )
                };
                format!(
                    "      <elements>\n{}      </elements>\n",
                    keys.iter().map(text).collect::<String>()
                )
            }
        };
        page += "    </policy>\n";
    }
    page + "  </policies>\n</policyDefinitions>\n"
}

pub fn adml() -> String {
    let mut page = head();
    page += r#"<policyDefinitionResources xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" revision="1.0" schemaVersion="1.0" xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions">
  <displayName>Doorstep</displayName>
  <description>What an organisation sets for Doorstep</description>
  <resources>
    <stringTable>
      <string id="Doorstep">Doorstep</string>
      <string id="Windows10">Windows 10 or later</string>
"#;
    for keys in policies() {
        let [first, ..] = keys else { continue };
        let explained = match keys {
            [key] => key.explanation.to_owned(),
            keys => {
                let each = keys.iter().map(|key| format!("{}: {}", key.title, key.explanation));
                each.collect::<Vec<_>>().join(" ")
            }
        };
        let without = match first.name {
            "Host" => "Not configured: what is built in holds.",
            "ReportingAddress" => "Not configured: the publisher's own holds.",
            _ if first.takes == Takes::Switch => "Enabled is on, Disabled is off. Not configured: people choose.",
            _ => "Not configured: people choose.",
        };
        let _ = write!(
            page,
            "      <string id=\"{0}\">{1}</string>\n      <string id=\"{0}_Explain\">{2} {without}</string>\n",
            first.name,
            escaped(first.title),
            escaped(&explained),
        );
    }
    page += "    </stringTable>\n    <presentationTable>\n";
    for keys in policies().filter(|keys| keys[0].takes != Takes::Switch) {
        let boxes = keys.iter().map(|key| {
            format!(
                "        <textBox refId=\"{}\"><label>{}</label></textBox>\n",
                key.name,
                escaped(key.title)
            )
        });
        let _ = write!(
            page,
            "      <presentation id=\"{}\">\n{}      </presentation>\n",
            keys[0].name,
            boxes.collect::<String>()
        );
    }
    page + "    </presentationTable>\n  </resources>\n</policyDefinitionResources>\n"
}

pub fn profile() -> String {
    let mut page = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- {MADE}\n     Leave out what you do not set. Make two UUIDs \
         of your own (uuidgen). -->\n"
    );
    page += r#"<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>PayloadType</key><string>Configuration</string>
  <key>PayloadVersion</key><integer>1</integer>
  <key>PayloadScope</key><string>System</string>
  <key>PayloadIdentifier</key><string>org.example.doorstep</string>
  <key>PayloadUUID</key><string>6F0C8B1E-2E0A-4C1F-9C53-0B7C2E5F1A11</string>
  <key>PayloadDisplayName</key><string>Doorstep</string>
  <key>PayloadContent</key>
  <array>
    <dict>
      <key>PayloadType</key><string>org.doorstep.doorstep</string>
      <key>PayloadVersion</key><integer>1</integer>
      <key>PayloadIdentifier</key><string>org.example.doorstep.settings</string>
      <key>PayloadUUID</key><string>A3D5B7C2-7F64-4E0B-8E1B-5D1A9C3E7F22</string>
"#;
    for key in KEYS {
        let value = match key.takes {
            Takes::Switch => format!("<{}/>", key.example),
            _ => format!("<string>{}</string>", escaped(key.example)),
        };
        let _ = writeln!(page, "      <key>{}</key>{value}", key.name);
    }
    page + "    </dict>\n  </array>\n</dict>\n</plist>\n"
}

pub fn file() -> String {
    let lines = KEYS.map(|key| {
        let value = match key.takes {
            Takes::Text => format!("\"{}\"", key.example),
            Takes::File => "\"1.root.json\"".to_owned(),
            Takes::Switch => key.example.to_owned(),
        };
        format!("  \"{}\": {value}", key.in_file)
    });
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

/// Consoles of phones send every field. A switch that were one would always be set, so it is a text.
fn on_a_phone(key: &Key) -> String {
    match key.takes {
        Takes::Switch => format!("{} Write on or off. Empty: people choose.", key.explanation),
        _ => format!("{} Empty: not set.", key.explanation),
    }
}

pub fn android() -> String {
    let mut page = head() + "<restrictions xmlns:android=\"http://schemas.android.com/apk/res/android\">\n";
    for key in KEYS {
        let _ = write!(
            page,
            "  <restriction\n    android:key=\"{}\"\n    android:restrictionType=\"string\"\n    \
             android:title=\"{}\"\n    android:description=\"{}\"\n    android:defaultValue=\"\" />\n",
            key.name,
            escaped(key.title),
            escaped(&on_a_phone(&key)),
        );
    }
    page + "</restrictions>\n"
}

pub fn ios() -> String {
    let mut page = head()
        + "<managedAppConfiguration>\n  <version>1</version>\n  <bundleId>org.doorstep.doorstep</bundleId>\n  <dict>\n";
    for key in KEYS {
        let _ = match key.takes {
            Takes::Switch => writeln!(
                page,
                "    <string keyName=\"{}\">\n      <constraint nullable=\"true\">\n        \
                 <values>\n          <value>on</value>\n          <value>off</value>\n        </values>\n      \
                 </constraint>\n    </string>",
                key.name
            ),
            _ => writeln!(page, "    <string keyName=\"{}\" />", key.name),
        };
    }
    page += "  </dict>\n  <presentation defaultLocale=\"en-GB\">\n";
    for key in KEYS {
        let said = |tag: &str, text: &str| {
            format!(
                "      <{tag}>\n        <language value=\"en-GB\">{}</language>\n      </{tag}>\n",
                escaped(text)
            )
        };
        let (kind, options) = match key.takes {
            Takes::Switch => {
                let option = |value: &str, text: &str| {
                    format!(
                        "        <option value=\"{value}\">\n          <language value=\"en-GB\">{text}</language>\n        \
                         </option>\n"
                    )
                };
                let options = option("on", "On") + &option("off", "Off");
                ("select", format!("      <options>\n{options}      </options>\n"))
            }
            _ => ("input", String::new()),
        };
        let _ = write!(
            page,
            "    <field keyName=\"{}\" type=\"{kind}\">\n{}{}{options}    </field>\n",
            key.name,
            said("label", key.title),
            said("description", &on_a_phone(&key)),
        );
    }
    page + "  </presentation>\n</managedAppConfiguration>\n"
}

/// The rows of the guide's table.
pub fn table() -> String {
    let rows = KEYS.map(|key| {
        let takes = match key.takes {
            Takes::Text => format!("`{}`", key.example),
            Takes::File => "the text of the file; in a file or on a Mac also its path".to_owned(),
            Takes::Switch => "on or off".to_owned(),
        };
        format!(
            "| `{}` | `{}` | {takes} | {} |\n",
            key.name, key.in_file, key.explanation
        )
    });
    format!("|---|---|---|---|\n{}", rows.concat())
}
