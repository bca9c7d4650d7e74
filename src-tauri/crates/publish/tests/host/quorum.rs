//! Where two editors of three must sign an edition together.

use std::fs;
use std::path::PathBuf;

use doorstep_publish::host::keys::{self, Ceremony, Keyring, Passphrases, Quorum, Role, Rotation};
use doorstep_publish::host::{self, Host, Silent, Wanted};

use crate::fixture::text;
use crate::kit::{Done, Scene, audit, change, day, program};

/// A key directory and a directory for each editor.
struct Editors {
    scene: Scene,
    keys: PathBuf,
    editors: Vec<PathBuf>,
}

impl Editors {
    fn new() -> Self {
        let scene = Scene::new();
        let editors: Vec<_> = (1..=4).map(|n| scene.path(&format!("editor-{n}"))).collect();
        editors.iter().for_each(|dir| fs::create_dir(dir).expect("a stick"));
        Self {
            keys: scene.path("quorum"),
            scene,
            editors,
        }
    }

    /// Three of them have keys.
    fn ceremony(&self) -> Ceremony {
        let targets = Quorum {
            threshold: 2,
            keys: 3,
            to: self.editors[..3].to_vec(),
        };
        Ceremony {
            targets,
            ..Ceremony::trial(&self.keys, 1, 1)
        }
    }

    /// The keys of whoever has come, by number.
    fn come(&self, who: &[usize]) -> Vec<PathBuf> {
        let editors = who.iter().map(|n| self.editors[n - 1].clone());
        std::iter::once(self.keys.clone()).chain(editors).collect()
    }

    fn ring(&self, who: &[usize]) -> Keyring {
        Keyring::open(&self.come(who)).expect("keys")
    }

    fn release(&self, who: &[usize]) -> Done {
        let (host, come) = (self.scene.host(), self.come(who));
        let mut arguments = vec!["release", text(self.scene.data.path()), "--to", text(&host), "--yes"];
        arguments.extend(come.iter().flat_map(|dir| ["--keys", text(dir)]));
        program(&arguments)
    }

    /// What is verified with the first root: the edition, and how many have signed it.
    fn published(&self) -> (u64, usize) {
        let (host, root) = (self.scene.host(), self.keys.join("1.root.json"));
        let done = program(&["verify", text(&host), "--root", text(&root), "--json"]);
        assert_eq!(done.code, 0, "{done:?}");
        let audit: serde_json::Value = serde_json::from_str(&done.out).expect("JSON");
        let version = audit["roles"]
            .as_array()
            .expect("roles")
            .iter()
            .find(|role| role["role"] == "targets");
        let version = version.expect("targets")["version"].as_u64().expect("a number");
        let file = host.join(format!("metadata/{version}.targets.json"));
        let signed: serde_json::Value = serde_json::from_slice(&fs::read(file).expect("targets")).expect("JSON");
        let signatures = signed["signatures"].as_array().expect("signatures").len();
        (audit["edition"].as_u64().expect("a number"), signatures)
    }
}

#[test]
fn one_editor_alone_publishes_nothing_and_two_do() {
    let they = Editors::new();
    let made = program(&[
        "keys",
        "new",
        text(&they.keys),
        "--threshold",
        "1",
        "--keys",
        "1",
        "--targets-threshold",
        "2",
        "--targets-to",
        text(&they.editors[0]),
        "--targets-to",
        text(&they.editors[1]),
        "--targets-to",
        text(&they.editors[2]),
    ]);
    assert_eq!(made.code, 0, "{made:?}");
    let id = |file: &str| {
        let line = made.out.lines().find(|line| line.ends_with(file)).expect("a key");
        line.split_once(' ').expect("an id").0.to_owned()
    };
    let refused = they.release(&[2]);
    assert_eq!(refused.code, 2, "{refused:?}");
    let (first, second, third) = (id("targets-1.pem"), id("targets-2.pem"), id("targets-3.pem"));
    assert!(
        refused.err.contains("2 of the 3 targets keys")
            && refused.err.contains("one of them (")
            && refused.err.contains("1 more of these")
            && refused.err.contains(&first)
            && refused.err.contains(&third)
            && !refused.err.contains(&second),
        "{}",
        refused.err
    );
    assert!(!they.scene.host().join("metadata").exists(), "nothing was published");
    // The same key twice is one key.
    assert_eq!(they.release(&[2, 2]).code, 2);
    let done = they.release(&[2, 3]);
    assert_eq!(done.code, 0, "{done:?}");
    assert_eq!(they.published(), (3, 2));

    // The daily job has none of these keys, and needs none.
    let signed = program(&["resign", "--keys", text(&they.keys), "--to", text(&they.scene.host())]);
    assert!(signed.code == 0 && signed.err.is_empty(), "{signed:?}");
    change(they.scene.data.path(), "0300 555 1999");
    assert_eq!(they.release(&[1]).code, 2);
    assert_eq!(they.published(), (3, 2));
    assert_eq!(they.release(&[1, 2, 3]).code, 0);
    assert_eq!(they.published(), (4, 3));
}

#[test]
fn several_keys_need_a_threshold_that_makes_sense() {
    let they = Editors::new();
    for (threshold, count) in [("0", "2"), ("3", "2"), ("1", "100")] {
        let arguments = [
            "keys",
            "new",
            text(&they.keys),
            "--targets-threshold",
            threshold,
            "--targets-keys",
            count,
        ];
        assert_eq!(program(&arguments).code, 2, "{threshold} of {count}");
        assert!(!they.keys.exists());
    }
}

#[tokio::test]
async fn the_list_of_editions_is_renewed_by_two_and_a_key_exchanged() {
    let they = Editors::new();
    let nobody = Passphrases::none();
    let made = keys::new(&they.ceremony(), &nobody, day(0)).await.expect("keys");
    let host = Host::open(text(&they.scene.host())).expect("a host");
    let ring = they.ring(&[1, 3]);
    let plan = host::plan(they.scene.data.path(), &host, &ring, &Wanted::default(), day(0)).await;
    plan.expect("a plan")
        .publish(&host, &ring, &Silent, day(0))
        .await
        .expect("published");
    let resign = async |who: &[usize], days| host::resign(&host, &they.ring(who), true, day(days)).await;

    // One of them alone: everything but the list, and who is missing.
    let alone = resign(&[2], 6).await.expect("signed");
    assert_eq!(
        (alone.roles, alone.warnings),
        (vec!["timestamp"], vec![]),
        "it is not time"
    );
    for days in (12..60).step_by(6) {
        let signed = resign(&[], days).await.expect("signed");
        assert_eq!(signed.warnings, [""; 0]);
    }
    let alone = resign(&[2], 60).await.expect("signed");
    assert!(!alone.roles.contains(&"targets"), "{:?}", alone.roles);
    let why = alone.warnings.concat();
    assert!(
        why.contains("expires on 2027-02-20") && why.contains("1 more of these"),
        "{why}"
    );
    let both = resign(&[2, 3], 60).await.expect("signed");
    assert_eq!((both.roles[0], both.warnings), ("targets", vec![]));

    // Editor 1 loses the stick. The key that is not here is replaced; what 2 and 3 signed stays valid, so the daily job
    // goes on.
    let exchange = |replace: Option<String>, with: &[usize]| Rotation {
        with: with.iter().map(|n| they.editors[n - 1].clone()).collect(),
        replace,
        to: Some(they.editors[3].clone()),
        ..Rotation::of(Role::Targets, &they.keys)
    };
    fs::remove_file(they.editors[0].join("targets-1.pem")).expect("lost");
    let rotated = keys::rotate(&exchange(None, &[2, 3]), &nobody, day(61))
        .await
        .expect("exchanged");
    assert_eq!(rotated.key, Some(they.editors[3].join("targets-4.pem")));
    assert_eq!(
        they.ring(&[]).root().roles[&tough::schema::RoleType::Targets]
            .threshold
            .get(),
        2
    );
    resign(&[], 62).await.expect("signed");
    assert!(audit(&host, &made.root, day(62)).await.faults.is_empty());

    // Editor 2 leaves. With several keys that are not lost it must be said which; then 3 alone has signed, and that is
    // not enough.
    let unclear = keys::rotate(&exchange(None, &[2, 3, 4]), &nobody, day(63))
        .await
        .expect_err("unclear");
    assert!(unclear.to_string().contains("--replace"), "{unclear}");
    let second = made
        .keys
        .iter()
        .find(|key| key.file.ends_with("editor-2/targets-2.pem"));
    let second = second.expect("a key").id.clone();
    keys::rotate(&exchange(Some(second), &[2, 3, 4]), &nobody, day(63))
        .await
        .expect("exchanged");
    let refused = resign(&[], 64).await.expect_err("not enough");
    assert!(
        refused.exit_code() == 4 && refused.to_string().contains("none of them is"),
        "{refused}"
    );
    let refused = resign(&[3], 64).await.expect_err("not enough");
    assert!(refused.to_string().contains("one of them ("), "{refused}");
    assert_eq!(resign(&[3, 4], 64).await.expect("signed").roles[0], "targets");
    assert!(audit(&host, &made.root, day(64)).await.faults.is_empty());
}
