//! Phones: nothing that can be touched is under a camera, a rounded corner or one of the system's own bars. The web
//! view here has none of them, so their sizes on real devices are given to the styles instead.

use kit::window::{App, Device, Size};
use serde_json::json;

use super::screens::{SCREENS, keep_some, open};

/// A phone: its size, and what is not its own at the top, right, bottom and left.
struct Phone {
    size: Size,
    insets: [u32; 4],
}

/// As their makers have them. The window is no lower than 480, so a phone on its side has the rest as its foot.
const PHONES: [Phone; 5] = [
    Phone {
        size: Size::of("inset-360", 360, 640),
        insets: [24, 0, 48, 0],
    },
    Phone {
        size: Size::of("inset-390", 390, 844),
        insets: [47, 0, 34, 0],
    },
    Phone {
        size: Size::of("inset-412", 412, 915),
        insets: [37, 0, 24, 0],
    },
    Phone {
        size: Size::of("inset-430", 430, 932),
        insets: [59, 0, 34, 0],
    },
    Phone {
        size: Size::of("inset-side", 844, 480),
        insets: [0, 47, 21 + 90, 47],
    },
];

const SET: &str = "
    ['top', 'right', 'bottom', 'left'].forEach((side, at) =>
        document.documentElement.style.setProperty('--inset-' + side, given[0][at] + 'px'));
    await ruler.settled();";

/// The names of what can be touched and is partly where nothing should be.
const UNDER: &str = "
    const [top, right, bottom, left] = given[0];
    const safe = { top, left, right: innerWidth - right, bottom: innerHeight - bottom };
    const seen = (element) => {
        const { top, left, right, bottom } = element.getBoundingClientRect();
        const box = { top: Math.max(top, 0), left, right, bottom: Math.min(bottom, innerHeight) };
        for (let over = element.parentElement; over; over = over.parentElement) {
            if (getComputedStyle(over).overflowY === 'visible') continue;
            const frame = over.getBoundingClientRect();
            box.top = Math.max(box.top, frame.top);
            box.left = Math.max(box.left, frame.left);
            box.right = Math.min(box.right, frame.right);
            box.bottom = Math.min(box.bottom, frame.bottom);
        }
        return box.right - box.left > 2 && box.bottom - box.top > 2 ? box : undefined;
    };
    const under = ({ top, left, right, bottom }) =>
        top < safe.top - 0.5 || left < safe.left - 0.5 || right > safe.right + 0.5 || bottom > safe.bottom + 0.5;
    const over = document.querySelector('dialog[open], [data-over]') ?? document;
    const touched = over.querySelectorAll('a[href], button, input, select, textarea, summary');
    return Array.from(touched)
        .filter((it) => it.checkVisibility({ visibilityProperty: true }))
        .map((it) => [seen(it), it.innerText || it.getAttribute('aria-label') || it.tagName])
        .filter(([box]) => box && under(box))
        .map(([box, name]) => name.trim() + ' ' + JSON.stringify(box));";

const DOWN: &str = "
    for (const scroller of document.querySelectorAll('html, [data-scroller]')) scroller.scrollTop = 1e6;
    await ruler.settled();";

#[test]
fn nothing_that_can_be_touched_is_under_a_camera_or_a_bar() {
    let app = Device::new().start();
    keep_some(&app);
    app.live_in(&["hampshire"], true);
    let mut faults = Vec::new();
    let mut looks = 0;
    for Phone { size, insets } in PHONES {
        app.resize(size);
        app.measure(SET, &[json!(insets)]);
        let mut under = |app: &App, what: &str, insets: [u32; 4]| {
            let under = app.measure(UNDER, &[json!(insets)]);
            let under = under.as_array().expect("names").iter();
            faults.extend(under.map(|it| format!("{} {what}: {it}", size.name)));
            looks += 1;
        };
        for (name, address) in SCREENS {
            open(&app, address);
            under(&app, name, insets);
            if ["now", "pathway-step", "settings", "search"].contains(&name) {
                app.picture(&format!("{name}-{}", size.name));
            }
            app.measure(DOWN, &[json!(null)]);
            under(&app, &format!("{name}, at its end"), insets);
        }
        open(&app, "#/");
        assert!(
            app.ask(
                "return !document.querySelector('.columns').classList.contains('loose')",
                &[]
            ) == json!(true),
            "{}: the bars stay in sight: what is not the app's own is not their height",
            size.name
        );
        // A sheet at the foot of the window.
        open(&app, "#/");
        app.ask("document.querySelector('.area button').click()", &[]);
        app.until("a sheet", "return !!document.querySelector('dialog[open]')");
        under(&app, "a sheet", insets);
        app.picture(&format!("sheet-{}", size.name));
        app.ask("document.querySelector('dialog[open]').close()", &[]);
        // With large text the bars scroll with the page, which begins and ends clear of what is not its own.
        app.measure(
            "document.documentElement.style.fontSize = '200%'; await ruler.settled();",
            &[],
        );
        let [top, right, bottom, left] = insets;
        under(&app, "large text", [top, right, 0, left]);
        app.measure(DOWN, &[json!(null)]);
        under(&app, "large text, at its end", [0, right, bottom, left]);
        app.picture(&format!("large-{}", size.name));
        app.measure(
            "document.documentElement.style.fontSize = ''; await ruler.settled();",
            &[],
        );
    }
    assert_eq!(looks, PHONES.len() * (2 * SCREENS.len() + 3));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    app.close();
}
