//! What the screens know of Rust, made from the commands' signatures and committed: `ui/src/lib/commands.ts`, a
//! function for each command, and `ui/src/lib/bindings.ts`, the types of what they take and answer.

use std::any::TypeId;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::{env, fs};

use screens::Failure;
use screens::freshness::RefreshProgress;
use ts_rs::{Config, TS, TypeVisitor};

const NOTE: &str =
    "// Made from the Rust code by `cargo xtask bindings`. Do not edit: a test fails when this is stale.\n";
/// What a command that writes answers: what changed, and the answer proper.
const WRITTEN: &str = "Written";

#[test]
fn the_committed_files_are_fresh() {
    let mut script = Script::default();
    signatures(&mut script);
    // What a command fails with, and what only an event carries.
    script.types.visit::<Failure>();
    script.types.visit::<RefreshProgress>();
    for (file, text) in [("commands.ts", script.commands()), ("bindings.ts", script.bindings())] {
        let path = format!("{}/ui/src/lib/{file}", env!("CARGO_MANIFEST_DIR"));
        if env::var_os("DOORSTEP_WRITE_BINDINGS").is_some() {
            fs::write(&path, &text).expect("it is written");
        }
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed == text,
            "ui/src/lib/{file} is stale: run `cargo xtask bindings`"
        );
    }
}

/// Gives the script every command's signature, as the build script read it.
#[allow(
    unused_imports,
    reason = "of what those files use, only arguments and answers are named"
)]
fn signatures(script: &mut Script) {
    include!(concat!(env!("OUT_DIR"), "/signatures.rs"));
}

fn config() -> Config {
    Config::new().with_large_int("number")
}

/// The commands in TypeScript, and the types that they name.
#[derive(Default)]
struct Script {
    functions: String,
    /// The functions of `asking.ts` that are called.
    ways: BTreeSet<&'static str>,
    imports: Named,
    types: Declared,
}

impl Script {
    fn command<'a>(&'a mut self, name: &'static str, docs: &[&str]) -> Signature<'a> {
        match docs {
            [] => {}
            [doc] => self.functions += &format!("/**{doc} */\n"),
            _ => self.functions += &format!("/**\n *{}\n */\n", docs.join("\n *")),
        }
        Signature {
            script: self,
            name,
            takes: Vec::new(),
            hands_over: Vec::new(),
            bytes: None,
        }
    }

    /// What a type is called in TypeScript. It is imported, and declared with all that it names.
    fn name<T: TS + 'static>(&mut self) -> String {
        self.imports.visit::<T>();
        T::visit_generics(&mut self.imports);
        self.types.visit::<T>();
        T::visit_generics(&mut self.types);
        T::name(&config())
    }

    fn commands(&self) -> String {
        let ways: Vec<_> = self.ways.iter().copied().collect();
        let imports = self.imports.0.iter().filter(|name| *name != WRITTEN);
        let imports: String = imports.map(|name| format!("  {name},\n")).collect();
        format!(
            "{NOTE}\nimport {{ {} }} from \"./asking\";\nimport type {{\n{imports}}} from \"./bindings\";\n\n{}",
            ways.join(", "),
            self.functions
        )
    }

    fn bindings(&self) -> String {
        let declared = self.types.by_name.values();
        NOTE.to_owned()
            + &declared
                .map(|declared| format!("\nexport {declared}\n"))
                .collect::<String>()
    }
}

/// One command's signature on its way into the script.
struct Signature<'a> {
    script: &'a mut Script,
    name: &'static str,
    takes: Vec<String>,
    hands_over: Vec<String>,
    /// Handed over instead, as they are.
    bytes: Option<String>,
}

impl Signature<'_> {
    fn takes<T: TS + 'static>(mut self, name: &str) -> Self {
        let name = camel_case(name);
        self.takes.push(format!("{name}: {}", self.script.name::<T>()));
        self.hands_over.push(name);
        self
    }

    fn takes_bytes(mut self, name: &str) -> Self {
        self.takes.push(format!("{name}: ArrayBuffer"));
        self.bytes = Some(name.to_owned());
        self
    }

    fn answers<T: TS + 'static>(self) {
        let name = self.script.name::<T>();
        let written = name
            .strip_prefix(WRITTEN)
            .and_then(|name| name.strip_prefix('<')?.strip_suffix('>'));
        match written {
            Some(answer) => self.end("write", answer),
            None => self.end("ask", &name),
        }
    }

    fn answers_bytes(self) {
        self.end("ask", "ArrayBuffer");
    }

    fn end(self, way: &'static str, answer: &str) {
        let name = self.name;
        let given = match self.bytes {
            Some(bytes) => format!(", {bytes}"),
            None if self.hands_over.is_empty() => String::new(),
            None => format!(", {{ {} }}", self.hands_over.join(", ")),
        };
        let takes = self.takes.join(", ");
        self.script.functions += &format!("export const {name} = ({takes}) => {way}<{answer}>(\"{name}\"{given});\n");
        self.script.ways.insert(way);
    }
}

/// Tauri's own rule for the names of arguments.
fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &word[..1].to_uppercase() + &word[1..])
}

/// The names of the types that it is shown, as far as they are ours: those have a place to be exported to.
#[derive(Default)]
struct Named(BTreeSet<String>);

impl TypeVisitor for Named {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_some() {
            self.0.insert(T::ident(&config()));
        }
    }
}

/// The declarations of the types that it is shown, and of all that those name.
#[derive(Default)]
struct Declared {
    seen: HashSet<TypeId>,
    by_name: BTreeMap<String, String>,
}

impl TypeVisitor for Declared {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_some() && self.seen.insert(TypeId::of::<T>()) {
            let name = T::ident(&config());
            let declared = self.by_name.entry(name).or_insert_with(|| T::decl(&config()));
            assert_eq!(*declared, T::decl(&config()), "two types of one name");
            T::visit_dependencies(self);
        }
    }
}

mod tests {
    use super::*;

    #[derive(TS)]
    #[allow(dead_code, reason = "only its declaration is looked at")]
    struct Written<T> {
        changed: Vec<Part>,
        answer: T,
    }

    #[derive(TS)]
    #[allow(dead_code, reason = "the same")]
    enum Part {
        Bookmarks,
    }

    #[derive(TS)]
    #[allow(dead_code, reason = "the same")]
    struct Row {
        bytes: u64,
    }

    #[test]
    fn each_kind_of_command_is_asked_in_its_way() {
        let mut script = Script::default();
        script.command("rows", &[" All rows."]).answers::<Vec<Row>>();
        script
            .command("row", &[" One.", " Or none."])
            .takes::<u64>("the_row")
            .answers::<Option<Row>>();
        script
            .command("keep", &[])
            .takes::<Option<bool>>("on")
            .takes::<String>("id")
            .answers::<Written<Row>>();
        script.command("mark", &[]).answers::<Written<()>>();
        script.command("take", &[]).takes_bytes("bundle").answers::<()>();
        script.command("give", &[]).answers_bytes();
        assert_eq!(
            script.functions,
            r#"/** All rows. */
export const rows = () => ask<Array<Row>>("rows");
/**
 * One.
 * Or none.
 */
export const row = (theRow: number) => ask<Row | null>("row", { theRow });
export const keep = (on: boolean | null, id: string) => write<Row>("keep", { on, id });
export const mark = () => write<null>("mark");
export const take = (bundle: ArrayBuffer) => ask<null>("take", bundle);
export const give = () => ask<ArrayBuffer>("give");
"#
        );
        assert!(
            script
                .commands()
                .contains("import { ask, write } from \"./asking\";\nimport type {\n  Row,\n} from")
        );
        let declared: Vec<_> = script.types.by_name.into_iter().collect();
        let expected = [
            ("Part", "type Part = \"Bookmarks\";"),
            ("Row", "type Row = { bytes: number, };"),
            ("Written", "type Written<T> = { changed: Array<Part>, answer: T, };"),
        ];
        assert_eq!(
            declared,
            expected.map(|(name, text)| (name.to_owned(), text.to_owned()))
        );
    }
}
