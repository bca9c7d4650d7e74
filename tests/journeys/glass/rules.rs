//! The rules by which the glass is measured, on a page made for them.

use kit::window::{Device, PHONE};
use serde_json::json;

const MADE: &str = "
    document.querySelector('main').innerHTML = `
        <h1>Made</h1>
        <p id=sentence>See <a href='#/a'>the pathway</a> for more.</p>
        <p>Not yet confirmed by anybody at all. <a href='#/b'>Why</a></p>
        <p><a href='#/c'>Alone</a></p>
        <button data-style='min-width: 44px; min-height: 44px; border: 1px solid rgb(119, 119, 119); background: #fff'>Big</button>
        <button data-style='width: 30px; height: 60px; padding: 0'>i</button>
        <section data-style='border: 1px solid rgb(230, 230, 230)'><h2>Office</h2><a href='#/d' class=big>Call 0300 555 1384</a><p>Not confirmed</p></section>
        <section><h2>Danger</h2><button data-style='min-height: 50px'>Call 999</button></section>
        <p data-style='color: rgb(119, 119, 119); background: #fff' id=grey>grey</p>
        <p data-style='width: 60ch' id=long>${'word '.repeat(60)}</p>
        <p><span class=govuk-visually-hidden>hidden from eyes</span></p>
        <div><button class=pale data-style='min-width: 44px; min-height: 44px'>Pale</button></div>
        <p data-style='width: 2em; overflow-wrap: anywhere'>unhyphenated www.example.org</p>
        <p data-style='width: 3em; overflow: hidden; white-space: nowrap'>no room for this</p>
        <p>lies below</p><p data-style='margin-top: -2em'>lies above</p>`;
    document.styleSheets[0].insertRule('.pale:active { color: rgb(200, 200, 200) }', document.styleSheets[0].cssRules.length);
    // The page's own policy takes no styles from markup.
    for (const e of document.querySelectorAll('[data-style]')) e.style.cssText = e.dataset.style;
    document.querySelector('.big').style.cssText = 'display: inline-block; min-height: 44px';
    document.body.style.background = document.querySelector('main').style.background = '#fff';
    // What is asked first of a page that was never drawn is not always answered by its last layout.
    await ruler.settled();
    const main = document.querySelector('main');
    const ratio = (id) => contrast.text(document.getElementById(id))[0].ratio.toFixed(2);
    return {
        running: [...main.querySelectorAll('a')].filter(ruler.inRunningText).map(doorstep.name),
        small: ruler.small(main).map((it) => it.split('”')[0]),
        numbers: ruler.numbers(main).map(({ number }) => number),
        local: ruler.numbers(main).map(({ number }) => number).filter(ruler.local),
        cautions: ruler.cautions(main),
        line: ruler.longestLine(),
        formula: [[[0, 0, 0, 1], [255, 255, 255, 1]], [[119, 119, 119, 1], [255, 255, 255, 1]], [[9, 9, 9, 1], [9, 9, 9, 1]]]
            .map(([one, other]) => contrast.ratio(one, other).toFixed(2)),
        half: contrast.over([0, 0, 0, 0.5], [255, 255, 255, 1]),
        grey: ratio('grey'),
        card: contrast.cards(main).map(({ ratio }) => ratio < 3),
        controls: contrast.controls(main).filter(({ place }) => place.includes('Big')).map(({ ratio }) => ratio.toFixed(2)),
        pressed: contrast.pressed(document.querySelector('.pale').parentElement).map(({ ratio }) => ratio < 4.5),
        broken: ruler.broken(),
        cut: ruler.cut(),
        focus: contrast.focus(main).map(({ ratio }) => ratio >= 3),
        words: ruler.words() < 100,
        hidden: ruler.texts(main).some(({ node }) => node.data.includes('hidden')),
    };
";

#[test]
fn tell_what_is_wrong_from_what_is_right() {
    let app = Device::new().start();
    app.live_in(&["hampshire"], false);
    app.resize(PHONE);
    let found = app.measure(MADE, &[]);
    assert_eq!(found["running"], json!(["the pathway"]));
    assert_eq!(found["small"], json!(["link “Why", "link “Alone", "button “i"]));
    assert_eq!(found["numbers"], json!(["0300 555 1384", "999"]));
    assert_eq!(found["local"], json!(["0300 555 1384"]));
    assert_eq!(
        found["cautions"]["sentences"],
        json!(["Not yet confirmed by anybody at all."])
    );
    assert_eq!(found["cautions"]["marks"], json!(["Not confirmed"]));
    let line = ["word"; 12].join(" ");
    assert_eq!(found["line"], json!({ "characters": line.len(), "line": line }));
    assert_eq!(found["formula"], json!(["21.00", "4.48", "1.00"]));
    assert_eq!(found["half"], json!([127.5, 127.5, 127.5, 1]));
    assert_eq!(found["grey"], json!("4.48"));
    assert_eq!(found["card"], json!([true]));
    assert_eq!(found["controls"], json!(["4.48"]));
    // Buttons without one of our classes have none of our focus rings.
    assert_eq!(found["focus"], json!([true, true, false, true, false, false]));
    assert_eq!(found["pressed"], json!([true]));
    assert_eq!(found["broken"], json!(["“unhyphenated” is broken"]));
    assert_eq!(
        found["cut"],
        json!([
            "“no room for this” is cut",
            "“lies below” and “lies above” lie over one another"
        ])
    );
    assert_eq!(found["words"], json!(true));
    assert_eq!(found["hidden"], json!(false));
    app.close();
}

#[test]
fn what_is_wider_than_the_window_is_seen() {
    let app = Device::new().start();
    app.live_in(&["hampshire"], false);
    app.resize(PHONE);
    let wide = "document.querySelector('main').insertAdjacentHTML('beforeend', given[0]); for (const e of document.querySelectorAll('[data-style]')) e.style.cssText = e.dataset.style;
        return ruler.sideways()";
    let inside = "<div data-style='overflow-x: auto'><p data-style='width: 900px'>scrolls by itself</p></div>";
    assert_eq!(app.measure(wide, &[json!(inside)]), json!(""));
    let beyond = app.measure(wide, &[json!("<div data-style='width: 900px'>too wide</div>")]);
    assert!(beyond.as_str().unwrap_or_default().contains("too wide"), "{beyond}");
    app.close();
}
