//! Each kind of a pathway's page, looked at, and steps on one page. Where things are on every step is in `glass`.

use serde_json::json;

use kit::window::{Device, PHONE, SIZES};

const TUESDAY: &str = "2026-11-24T10:00:00Z";

#[test]
fn every_kind_of_page_is_looked_at() {
    let app = Device::on(TUESDAY).start_as("Hampshire", true);
    for theme in ["Light", "Dark"] {
        app.go("#/settings");
        app.press("radio", theme);
        app.until_with(
            "the appearance changes",
            "return document.documentElement.dataset.theme === arguments[0]",
            &[json!(theme.to_lowercase())],
        );
        for size in SIZES {
            app.resize(size);
            for (page, address, heading) in [
                (
                    "question",
                    "worried-about-a-child-hampshire",
                    "Call 999 if someone is in danger now",
                ),
                (
                    "choose",
                    "worried-about-a-child-hampshire/choose",
                    "Choose what fits best",
                ),
                ("call", "worried-about-a-child-hampshire/urgent", "Call the council now"),
                (
                    "action",
                    "hampshire-domestic-abuse/specialist",
                    "Refer to the specialist service",
                ),
                (
                    "nobody",
                    "hampshire-domestic-abuse/safe-to-talk",
                    "Make sure that it is safe to talk",
                ),
                (
                    "all",
                    "hampshire-domestic-abuse/all",
                    "1. Call 999 if someone is in danger now",
                ),
                ("end", "hampshire-domestic-abuse/end", "That is the end of this pathway"),
            ] {
                app.go(&format!("#/pathways/{address}"));
                app.find("heading", heading);
                app.picture(&format!("way-{page}-{}-{}", size.name, theme.to_lowercase()));
                assert_eq!(app.violations(), Vec::<String>::new(), "{page} {}", size.name);
            }
        }
    }
    app.close();
}

#[test]
fn steps_on_one_page_fold_and_999_is_called_from_any_of_them() {
    let app = Device::on(TUESDAY).start_as("Hampshire", true);
    app.resize(PHONE);
    app.go("#/pathways/hampshire-domestic-abuse");
    app.press("link", "All steps on one page");
    let open = "return [...document.querySelectorAll('main ol > li > details')].map((step) => +step.open).join('')";
    app.find("heading", "10. What happens next");
    assert_eq!(app.text_of(open), "1000000000");
    app.press("button", "3. Work out the risk");
    app.see("Are you trained to use the SafeLives DASH checklist?");
    assert_eq!(app.text_of(open), "1010000000");
    app.press("button", "For Hampshire, change");
    app.press("link", "Change to Isle of Wight");
    app.find("button", "For Isle of Wight, change");
    app.arrive("Domestic abuse");
    app.press("button", "Call 999");
    assert_eq!(app.opened(), ["tel:999"]);
    app.close();
}
