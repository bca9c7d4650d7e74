//! Everything in `catalogue.db` that is not a record, damaged value by value: what the file's own checks let pass, and
//! a program that meant well.

use std::fs;
use std::path::Path;

use catalogue::Origin;
use catalogue::refresh::{Outcome, Trouble};
use kit::world::now;
use rusqlite::Connection;
use store::{CatalogueDb, Commit, Trust};

use crate::scene::copy_into;
use crate::small::{edition, in_memory, is_kept, notices, office, shown, start, used, works};
use crate::table::{Case, Family, Row};

const FILE: &str = "catalogue.db";
const TABLES: [&str; 5] = ["meta", "trust", "attempts", "arrival", "change"];
/// What is put in the place of a value, as SQL.
const VALUES: [&str; 6] = [
    "NULL",
    "x'00ff80'",
    "9223372036854775807",
    "-9223372036854775808",
    "'gar\u{fffd}b|age'",
    "CAST(x'fffe41' AS TEXT)",
];
/// What keeps such values out, and what it is turned into for a while.
const GUARDS: [(&str, &str); 2] = [(") STRICT", ") /*STRICT*/"), (" NOT NULL", " /*NOT NULL*/")];

pub fn family() -> Family {
    let case = |table: &'static str| {
        let name = format!("the table `{table}`: every column of every row");
        Case::new(name, move || damaged(table))
    };
    Family {
        title: "Damaged bookkeeping",
        about: "A device with edition 2 from a host and edition 1 inside the app. Each value in turn is overwritten with \
                NULL, bytes, the largest and the smallest number, garbage, and text that is no text. After each the app \
                starts: Now shows 999 and the local number of the edition it names, and Contacts, What's changed and \
                all other screens answer.",
        cases: TABLES.map(case).into(),
    }
}

/// The folder of a device that has asked a host, and has a newer edition from there.
fn device(folder: &Path) {
    used(folder);
    let (db, _) = CatalogueDb::open(folder).unwrap();
    let trust = Trust::from([
        ("root".to_owned(), b"{}".to_vec()),
        ("timestamp".to_owned(), b"{}".to_vec()),
    ]);
    let outcome: Outcome = Err(Trouble::Full);
    let edition = edition(2);
    let commit = Commit {
        edition: Some((&edition, Origin::Host)),
        trust: Some(&trust),
        outcome: Some(&outcome),
    };
    db.commit(&commit, now()).unwrap();
    db.close();
}

fn open(folder: &Path) -> Connection {
    let db = Connection::open(folder.join(FILE)).unwrap();
    db.execute_batch("PRAGMA writable_schema = ON; PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF")
        .unwrap();
    db
}

/// Takes the schema's guards down, or puts them up again.
fn guard(folder: &Path, table: &str, up: bool) {
    for (guard, comment) in GUARDS {
        let (from, to) = if up { (comment, guard) } else { (guard, comment) };
        let sql = format!("UPDATE sqlite_schema SET sql = replace(sql, '{from}', '{to}') WHERE name = '{table}'");
        open(folder).execute_batch(&sql).unwrap();
    }
}

fn damaged(table: &str) -> Row {
    let scene = in_memory();
    device(scene.path());
    let db = open(scene.path());
    let names = |sql: &str| -> Vec<String> {
        let mut names = db.prepare(sql).unwrap();
        names
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect()
    };
    let columns = names(&format!("SELECT name FROM pragma_table_info('{table}')"));
    let key = names(&format!(
        "SELECT name FROM pragma_table_info('{table}') WHERE pk > 0 ORDER BY pk"
    ))
    .join(", ");
    let count = format!("SELECT count(*) FROM {table}");
    let rows: u32 = db.query_row(&count, [], |row| row.get(0)).unwrap();
    assert!(rows > 0 && !columns.is_empty(), "there is something in {table}");
    drop(db);
    guard(scene.path(), table, false);
    let (mut done, mut refused, mut older) = (0, 0, None);
    for (column, row, value) in columns
        .iter()
        .flat_map(|column| (0..rows).flat_map(move |row| VALUES.map(|value| (column, row, value))))
    {
        let what = format!("{table}.{column}, row {row}: {value}");
        let folder = in_memory();
        copy_into(scene.path(), folder.path());
        let which = format!("({key}) = (SELECT {key} FROM {table} ORDER BY {key} LIMIT 1 OFFSET {row})");
        let sql = format!("UPDATE {table} SET {column} = {value} WHERE {which}");
        match open(folder.path()).execute(&sql, []) {
            Ok(changed) => assert_eq!(changed, 1, "{what}"),
            // Not even without its guards does SQLite take anything for the key of a table.
            Err(_) => {
                refused += 1;
                continue;
            }
        }
        done += 1;
        guard(folder.path(), table, true);
        let app = start(folder.path(), 1);
        let number = shown(&app);
        works(&app, number, &what);
        assert!(is_kept(&app), "{what}");
        assert!(number == 2 || table == "meta", "{what}: edition {number}");
        let said = notices(&app);
        // An older number is never shown as if it were the newest.
        assert_eq!(number == 1, !said.is_empty(), "{what}: {said}");
        assert_eq!(app.is_damaged(), number == 1, "{what}: to be fetched at once");
        older = older.or((number == 1).then_some(said));
        let changes = app.ask(now(), |m| screens::changes::answer(m).editions.len());
        assert!(changes <= 1, "{what}");
        let contact = app.ask(now(), |m| screens::contacts::contact(m, "office").unwrap());
        assert_eq!(contact.numbers[0].number, office(number), "{what}");
        drop(app);
        let aside = fs::exists(folder.path().join("catalogue.db.damaged")).unwrap();
        assert!(!aside, "{what}: one value is no reason to start anew");
        assert!(start(folder.path(), 1).catalogue().is_ok(), "{what}");
    }
    assert!(
        done > 2 * refused,
        "{done} values were overwritten, and {refused} were not"
    );
    Row {
        seen: match older {
            None => "Edition 2 each time",
            Some(_) => "Edition 2, or edition 1 where nobody can say any more which edition it was",
        }
        .into(),
        reads: older.unwrap_or_else(|| "Nothing".into()),
    }
}
