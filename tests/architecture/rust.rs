//! Rust as it is written: the paths, macros and texts of each file of a package, without comments and without its own
//! tests.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use serde_json::Value;

use crate::{files, root, text};

/// A file of a package.
pub struct File {
    /// From the repository's root.
    pub path: PathBuf,
    /// Its module, from the crate's root: empty for `lib.rs` and `main.rs`.
    pub module: Vec<String>,
    /// What it names and writes, and the line.
    pub words: Vec<(Word, usize)>,
    /// What it hands on by `pub use`: the name, and what it re-exports.
    pub reexports: Vec<(String, Vec<String>)>,
    /// Its modules that only tests have.
    tests: Vec<String>,
}

/// A piece of code.
pub enum Word {
    /// `std::fs::read`, wherever it is. A `use` of many is many.
    Path(Vec<String>),
    /// The text of a literal.
    Text(String),
}

/// All files of a package's library, programs and build script; of its tests where it has nothing else.
pub fn files_of(package: &Value) -> Vec<File> {
    let targets = package["targets"].as_array().expect("targets");
    let is = |target: &&Value, kinds: &[&str]| {
        let kind = target["kind"].as_array().expect("kinds");
        kind.iter().any(|kind| kinds.contains(&text(kind)))
    };
    let mut chosen: Vec<&Value> = targets
        .iter()
        .filter(|target| is(target, &["lib", "rlib", "proc-macro", "bin"]))
        .collect();
    if chosen.is_empty() {
        chosen = targets.iter().filter(|target| is(target, &["test"])).collect();
    }
    let scripts = targets.iter().filter(|target| is(target, &["custom-build"]));
    let source = |target: &Value| {
        let path = Path::new(text(&target["src_path"]));
        path.strip_prefix(root()).expect("below the root").to_path_buf()
    };
    let mut folders: Vec<PathBuf> = chosen
        .into_iter()
        .filter_map(|target| Some(source(target).parent()?.to_path_buf()))
        .collect();
    folders.sort();
    folders.dedup();
    let mut all: Vec<File> = scripts.map(|script| File::read(source(script), Vec::new())).collect();
    all.extend(
        folders
            .iter()
            .flat_map(|folder| files_in(folder.to_str().expect("UTF-8"))),
    );
    let tests: Vec<Vec<String>> = all
        .iter()
        .flat_map(|file| {
            file.tests
                .iter()
                .map(|name| [&file.module[..], std::slice::from_ref(name)].concat())
        })
        .collect();
    all.retain(|file| !tests.iter().any(|tests| file.module.starts_with(tests)));
    all
}

/// All files in a folder, whose root they are read from.
pub fn files_in(folder: &str) -> Vec<File> {
    let read = |path: PathBuf| {
        let module = module(path.strip_prefix(folder).expect("below its folder"));
        File::read(path, module)
    };
    files(folder, &["rs"]).into_iter().map(read).collect()
}

fn module(path: &Path) -> Vec<String> {
    let mut module: Vec<String> = path
        .with_extension("")
        .iter()
        .map(|part| part.display().to_string())
        .collect();
    if module.last().is_some_and(|last| last == "mod")
        || ["lib", "main"].map(|root| vec![root.to_owned()]).contains(&module)
    {
        module.pop();
    }
    module
}

impl File {
    fn read(path: PathBuf, module: Vec<String>) -> Self {
        let code = fs::read_to_string(root().join(&path)).expect("a source file");
        let tokens: TokenStream = code
            .parse()
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut file = Self {
            path,
            module,
            words: Vec::new(),
            reexports: Vec::new(),
            tests: Vec::new(),
        };
        file.walk(tokens, &[]);
        file
    }

    fn walk(&mut self, tokens: TokenStream, prefix: &[String]) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at += 1;
            match token {
                TokenTree::Literal(literal) => {
                    let line = literal.span().start().line;
                    self.words.push((Word::Text(literal.to_string()), line));
                }
                // An attribute: a comment for documentation says nothing, and what only tests have is passed over.
                TokenTree::Punct(punct) if punct.as_char() == '#' => {
                    let inner = usize::from(is_punct(tokens.get(at), '!'));
                    if let Some(TokenTree::Group(group)) = tokens.get(at + inner) {
                        let attribute = group.stream().to_string().replace(' ', "");
                        if attribute.starts_with("doc=") {
                            at += inner + 1;
                        } else if attribute.starts_with("cfg(test") || attribute.starts_with("cfg(all(test") {
                            let end = end_of_item(&tokens, at + 1);
                            if let [.., module, TokenTree::Punct(_)] = &tokens[at + 1..end] {
                                self.tests.push(module.to_string());
                            }
                            at = end;
                        }
                    }
                }
                TokenTree::Punct(_) => {}
                TokenTree::Ident(ident) if ident == "pub" => {
                    let scope = usize::from(is_group(tokens.get(at), Delimiter::Parenthesis));
                    if is_ident(tokens.get(at + scope), "use") {
                        let end = end_of_item(&tokens, at + scope);
                        let tree = tokens[at + scope + 1..end - 1].iter().cloned().collect();
                        let before = self.words.len();
                        self.walk(tree, &[]);
                        for (word, _) in self.words.drain(before..) {
                            if let Word::Path(path) = word {
                                self.reexports.extend(path.last().cloned().map(|name| (name, path)));
                            }
                        }
                        at = end;
                    }
                }
                // `use a as b` names `a`.
                TokenTree::Ident(ident) if ident == "as" => at += 1,
                TokenTree::Ident(ident) => {
                    let line = ident.span().start().line;
                    let mut path = prefix.to_vec();
                    path.push(ident.to_string());
                    while is_punct(tokens.get(at), ':') && is_punct(tokens.get(at + 1), ':') {
                        match tokens.get(at + 2) {
                            Some(TokenTree::Ident(next)) => {
                                path.push(next.to_string());
                                at += 3;
                            }
                            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                                self.walk(group.stream(), &path);
                                at += 3;
                            }
                            Some(TokenTree::Punct(all)) if all.as_char() == '*' => {
                                path.push("*".into());
                                at += 3;
                            }
                            _ => break,
                        }
                    }
                    if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
                        path.pop();
                    }
                    self.words.push((Word::Path(path), line));
                }
                TokenTree::Group(group) => self.walk(group.stream(), &[]),
            }
        }
    }
}

/// The place after the item that goes on here: after its body, or its semicolon.
fn end_of_item(tokens: &[TokenTree], from: usize) -> usize {
    let ends = |token: &TokenTree| is_group(Some(token), Delimiter::Brace) || is_punct(Some(token), ';');
    // The braces of a `use` do not end it.
    let of_use = tokens[from..].iter().take(4).any(|token| is_ident(Some(token), "use"));
    let end = tokens[from..].iter().position(|token| {
        if of_use {
            is_punct(Some(token), ';')
        } else {
            ends(token)
        }
    });
    end.map_or(tokens.len(), |end| from + end + 1)
}

fn is_punct(token: Option<&TokenTree>, character: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == character)
}

fn is_ident(token: Option<&TokenTree>, word: &str) -> bool {
    matches!(token, Some(TokenTree::Ident(ident)) if ident == word)
}

fn is_group(token: Option<&TokenTree>, delimiter: Delimiter) -> bool {
    matches!(token, Some(TokenTree::Group(group)) if group.delimiter() == delimiter)
}
