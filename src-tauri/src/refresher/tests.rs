use std::sync::mpsc::{Receiver, channel};

use catalogue::Edition;
use doorstep_publish::host::keys;
use kit::host::Host;
use kit::press::Press;
use screens::freshness::RefreshState;
use serde_json::Value;
use tauri::test::{MockRuntime, mock_builder, mock_context, noop_assets};
use tauri::{App, Listener};

use super::by_itself::attempts;
use super::*;

/// An app whose data is in `folder`, with that update server.
pub fn app(folder: &std::path::Path, source: Result<Option<Source>, String>) -> App<MockRuntime> {
    let app = mock_builder().build(mock_context(noop_assets())).expect("an app");
    let refreshing = Refreshing::from(source);
    let shell = Shell::new(
        folder.to_owned(),
        None,
        Box::new(chrono::Utc::now),
        refreshing.hosting(),
    );
    crate::manage(&app, shell, refreshing);
    app
}

async fn source(host: &str) -> Result<Option<Source>, String> {
    let keys = tempfile::tempdir().expect("a folder");
    let made = keys::new(
        &keys::Ceremony::trial(&keys.path().join("keys"), 1, 1),
        &keys::Passphrases::none(),
        jiff::Timestamp::now(),
    )
    .await;
    Ok(Some(Source {
        host: host.parse().expect("an address"),
        root: std::fs::read(made.expect("keys").root).expect("a root"),
    }))
}

/// An address of this device on which nothing answers.
fn nowhere() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    format!("http://{}", listener.local_addr().expect("an address"))
}

/// An update server of this device, whoever signs for it, and what an app needs to know of it.
pub async fn publisher() -> (Host, Press, Result<Option<Source>, String>) {
    let host = Host::new().await;
    let press = Press::new(host.files.clone(), chrono::Utc::now() + chrono::TimeDelta::days(30));
    let source = Source {
        host: host.address.parse().expect("an address"),
        root: press.file("metadata/1.root.json"),
    };
    (host, press, Ok(Some(source)))
}

/// The edition that came with the app, as the next one.
pub async fn next_edition(app: &App<MockRuntime>) -> Edition {
    let doorstep = app.state::<Shell>().open().await.expect("it opens");
    let mut edition = Edition::clone(&doorstep.held().0.expect("an edition"));
    edition.header.edition += 1;
    edition
}

/// What the window hears under that name.
fn heard(app: &App<MockRuntime>, event: &str) -> Receiver<Value> {
    let (tell, heard) = channel();
    app.listen_any(event, move |event| {
        let _ = tell.send(serde_json::from_str(event.payload()).expect("JSON"));
    });
    heard
}

#[tokio::test]
async fn a_check_always_has_an_end_whatever_is_in_its_way() {
    for (source, sentence, retry) in [
        (Ok(None), "has no update server", false),
        (Err("The policy x is not valid".to_owned()), "cannot be used", false),
        (source("http://example.org").await, "cannot be used", false),
        (source(&nowhere()).await, "could not be reached", true),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let app = app(folder.path(), source);
        let changed = heard(&app, "changed");
        let end = check(app.handle()).await.expect("an end");
        assert_eq!(
            (end.state, end.retry),
            (RefreshState::Failed, retry),
            "{}",
            end.sentence
        );
        assert!(end.sentence.contains(sentence), "{}", end.sentence);
        assert_eq!(changed.try_recv().expect("an event"), serde_json::json!(["freshness"]));
    }
}

#[tokio::test]
async fn a_newer_edition_is_shown_and_the_window_hears_of_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_host, mut press, source) = publisher().await;
    let app = app(folder.path(), source);
    let mut newer = next_edition(&app).await;
    newer.header.title = "A newer title".into();
    press.publish(&newer);
    let (changed, progress) = (heard(&app, "changed"), heard(&app, "refresh-progress"));

    let end = check(app.handle()).await.expect("an end");
    assert_eq!(
        (end.state, end.changed),
        (RefreshState::Updated, true),
        "{}",
        end.sentence
    );
    assert_eq!(
        changed.try_recv().expect("an event"),
        serde_json::json!(["catalogue", "freshness"])
    );
    assert!(progress.try_iter().count() > 1, "it says how far it is");
    let shell = app.state::<Shell>();
    let freshness = shell.show(freshness::answer).await.expect("an answer");
    assert_eq!(
        (freshness.edition, freshness.title.as_str()),
        (newer.header.edition, "A newer title")
    );

    let again = check(app.handle()).await.expect("an end");
    assert_eq!((again.state, again.changed), (RefreshState::UpToDate, false));
    assert_eq!(changed.try_recv().expect("an event"), serde_json::json!(["freshness"]));
}

/// The screens say why, and nothing is asked again each minute.
#[tokio::test]
async fn a_server_that_cannot_be_asked_is_no_server_any_more() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path(), source("http://example.org").await);
    let changed = heard(&app, "changed");
    run(app.handle().clone()).await;
    assert_eq!(changed.try_recv().expect("an event"), serde_json::json!(["freshness"]));
    let freshness = app.state::<Shell>().show(freshness::answer).await.expect("an answer");
    assert!(!freshness.can_check);
    assert!(freshness.checked.contains("cannot be used"), "{}", freshness.checked);
}

#[tokio::test]
async fn a_check_during_another_has_the_end_of_that() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path(), source(&nowhere()).await);
    let refreshing = app.state::<Refreshing>();
    let mut first = check(app.handle()).await.expect("an end");
    first.sentence = "How the one under way ended.".into();
    let mut under_way = refreshing.turn.lock().await;
    let ends = async {
        tokio::task::yield_now().await;
        *under_way = Some(first.clone());
        drop(under_way);
    };
    let (second, ()) = tokio::join!(check(app.handle()), ends);
    assert_eq!(second.expect("an end").sentence, first.sentence);
}

#[tokio::test]
async fn a_check_during_a_file_asks_for_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path(), source(&nowhere()).await);
    let (taken, checked) = tokio::join!(take(app.handle(), b"no bundle"), check(app.handle()));
    let (taken, checked) = (taken.expect("an end"), checked.expect("an end"));
    assert!(taken.sentence.contains("This file"), "{}", taken.sentence);
    assert!(
        checked.sentence.contains("could not be reached"),
        "{}",
        checked.sentence
    );
}

#[tokio::test]
async fn a_file_that_is_no_update_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path(), source(&nowhere()).await);
    let large = take(app.handle(), &vec![0; bundle::MOST_BYTES as usize + 1])
        .await
        .expect_err("too large");
    assert!(large.message.contains("larger than 64 MB"), "{}", large.message);
    check(app.handle()).await.expect("an end");
    let end = take(app.handle(), &[1; 512]).await.expect("an end");
    assert!(
        end.sentence.contains("cannot be trusted or is damaged"),
        "{}",
        end.sentence
    );
    // A file says nothing about the update server.
    let tried = end.freshness.tried.expect("why the check did not work");
    assert!(tried.contains("could not be reached"), "{tried}");
    assert_eq!(end.state, RefreshState::Failed);
}

/// The end of a check that the window did not ask for reaches it as a change of freshness.
#[tokio::test]
async fn a_check_of_its_own_changes_what_the_screens_say() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path(), source(&nowhere()).await);
    let (tell, mut ended) = tokio::sync::mpsc::unbounded_channel();
    app.listen_any("changed", move |event| {
        let _ = tell.send(event.payload().to_owned());
    });
    let stop = async {
        let end = ended.recv().await.expect("an event");
        app.state::<Shell>().wakes.stop();
        end
    };
    let ((), changed) = tokio::join!(run(app.handle().clone()), stop);
    assert!(changed.contains("freshness"), "{changed}");
    let failures = attempts(app.handle()).await.expect("attempts").0.failures;
    assert_eq!(failures, 1);
}

#[tokio::test]
async fn a_check_can_be_stopped() {
    let folder = tempfile::tempdir().expect("a folder");
    // It takes the call, and says nothing.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let app = app(
        folder.path(),
        source(&format!("http://{}", listener.local_addr().expect("one"))).await,
    );
    let stop = async {
        let call = listener.accept().await.expect("a call");
        app.state::<Refreshing>().stop();
        call
    };
    let (end, _call) = tokio::join!(check(app.handle()), stop);
    assert_eq!(end.expect("an end").sentence, {
        let stopped = Err(Trouble::Stopped);
        freshness::sentence(&stopped, Asked::Server, "", chrono::Utc::now())
    });
    let attempts = attempts(app.handle()).await.expect("attempts").0;
    assert_eq!((attempts.failures, attempts.last_tried.is_some()), (0, true));
}
