//! Builds the bundled edition from `data/`, or from where `DOORSTEP_DATA` says, what is made of the commands, and
//! Tauri's own parts.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use quote::{format_ident, quote};
use syn::{
    Attribute, Expr, ExprLit, FnArg, GenericArgument, Item, ItemFn, Lit, Meta, Pat, PathArguments, ReturnType, Type,
};

/// zstd's level for a file made once and read often.
const LEVEL: i32 = 19;

/// Where the commands are: each a function with `#[tauri::command]`.
const COMMANDS: &str = "src-tauri/src/commands";

/// Asks Windows for version 6 of its controls, as Tauri's own does.
const MANIFEST: &str = "src-tauri/windows.manifest";

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    println!("cargo:rerun-if-env-changed=DOORSTEP_DATA");
    let data = env::var_os("DOORSTEP_DATA").map_or_else(|| PathBuf::from("data"), PathBuf::from);
    bundle_edition(&data, &out)?;
    bundle_root(&out)?;
    println!("cargo:rerun-if-changed=ui/dist");
    if !Path::new("ui/dist/index.html").is_file() {
        return Err("the screens are not built: run `cargo xtask run`, or `npm ci && npm run build` in ui/".into());
    }
    let permissions = commands(&out)?;
    let permissions = tauri_build::AppManifest::new().permissions_path_pattern(permissions.leak());
    let attributes = tauri_build::Attributes::new().app_manifest(permissions);
    tauri_build::try_build(attributes.windows_attributes(windows()))?;
    Ok(())
}

/// Tauri puts Windows' manifest into programs alone. Tests ask for the same controls, and do not start without it:
/// tauri-apps/tauri#13419. Microsoft's linker can give it to both.
fn windows() -> tauri_build::WindowsAttributes {
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|is| is == value);
    if !is("CARGO_CFG_TARGET_OS", "windows") || !is("CARGO_CFG_TARGET_ENV", "msvc") {
        return tauri_build::WindowsAttributes::new();
    }
    let manifest = Path::new(&env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join(MANIFEST);
    println!("cargo:rerun-if-changed={}", manifest.display());
    println!("cargo:rustc-link-arg=/MANIFEST:EMBED");
    println!("cargo:rustc-link-arg=/MANIFESTINPUT:{}", manifest.display());
    tauri_build::WindowsAttributes::new_without_app_manifest()
}

/// Writes `edition.json.zst`, its header and its digest. Faults in the source stop the build with their places.
fn bundle_edition(data: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed={}", data.display());
    let edition = source::build(data)?;
    fs::write(
        out.join("edition.json.zst"),
        zstd::encode_all(edition.to_json()?.as_bytes(), LEVEL)?,
    )?;
    fs::write(out.join("edition.header.json"), serde_json::to_string(&edition.header)?)?;
    fs::write(out.join("edition.digest"), edition.digest())?;
    Ok(())
}

/// Writes the first root that a host is believed by, from the file that `DOORSTEP_ROOT` names; an empty one when this
/// copy is to ask no host. `DOORSTEP_HOST` is read where it is used, and one without the other is a mistake.
fn bundle_root(out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-env-changed=DOORSTEP_ROOT");
    println!("cargo:rerun-if-env-changed=DOORSTEP_HOST");
    let root = match (env::var_os("DOORSTEP_HOST"), env::var_os("DOORSTEP_ROOT")) {
        (None, None) => Vec::new(),
        (Some(_), Some(path)) => {
            println!("cargo:rerun-if-changed={}", Path::new(&path).display());
            fs::read(&path).map_err(|error| format!("DOORSTEP_ROOT {}: {error}", Path::new(&path).display()))?
        }
        _ => return Err("set DOORSTEP_HOST and DOORSTEP_ROOT, or neither".into()),
    };
    fs::write(out.join("root.json"), root)?;
    Ok(())
}

/// Reads the commands and writes what is made of them: the handler, their names, their signatures for
/// `ui/src/lib/commands.ts`, and the one permission, `commands`, whose file the answer is a pattern of. It is here and
/// not in the source tree, where `AppManifest::commands` would put a file for each.
fn commands(out: &Path) -> Result<String, Box<dyn Error>> {
    println!("cargo:rerun-if-changed={COMMANDS}");
    let (mut names, mut paths, mut signatures) = (Vec::new(), Vec::new(), Vec::new());
    let mut files: Vec<PathBuf> = fs::read_dir(COMMANDS)?
        .map(|entry| Ok(entry?.path()))
        .collect::<std::io::Result<_>>()?;
    files.sort();
    for path in files {
        let file = syn::parse_file(&fs::read_to_string(&path)?)?;
        let module = format_ident!("{}", path.file_stem().unwrap_or_default().to_string_lossy());
        let mut ours = Vec::new();
        for command in file.items.iter().filter_map(command) {
            let name = &command.sig.ident;
            ours.push(signature(command).map_err(|error| format!("{}: {name}: {error}", path.display()))?);
            names.push(name.to_string());
            paths.push(quote!(commands::#module::#name));
        }
        let uses = file.items.iter().filter(|item| matches!(item, Item::Use(_)));
        // In a block of their own, since their types are named by what that file uses.
        signatures.push(quote!({ #(#uses)* #(script.#ours;)* }));
    }
    if names.is_empty() {
        return Err(format!("{COMMANDS} holds no command").into());
    }
    let permission = format!(
        "[[permission]]\nidentifier = \"commands\"\ndescription = \"Every command.\"\ncommands.allow = {names:?}\n"
    );
    for (file, text) in [
        ("handler.rs", quote!(tauri::generate_handler![#(#paths),*]).to_string()),
        ("names.rs", format!("&{names:?}")),
        ("signatures.rs", quote!({ #(#signatures)* }).to_string()),
        ("commands.toml", permission),
    ] {
        fs::write(out.join(file), text)?;
    }
    let out = out.to_str().ok_or("the build's folder is not named in Unicode")?;
    Ok(format!("{}/commands.toml", glob::Pattern::escape(out)))
}

/// The function, where it is a command.
fn command(item: &Item) -> Option<&ItemFn> {
    let Item::Fn(function) = item else { return None };
    function.attrs.iter().any(is_command).then_some(function)
}

fn is_command(attribute: &Attribute) -> bool {
    let path = attribute.path().segments.iter();
    path.map(|segment| segment.ident.to_string()).eq(["tauri", "command"])
}

/// What `src-tauri/src/commands/typescript.rs` is given of a command.
fn signature(command: &ItemFn) -> Result<proc_macro2::TokenStream, &'static str> {
    if !command
        .attrs
        .iter()
        .any(|attribute| matches!(attribute.meta, Meta::Path(_)) && is_command(attribute))
    {
        return Err("`tauri::command` is given words that change what the screens must say");
    }
    let name = command.sig.ident.to_string();
    let docs = command.attrs.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(doc) if doc.path.is_ident("doc") => match &doc.value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text), ..
            }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    });
    let mut given = quote!(command(#name, &[#(#docs),*]));
    for argument in &command.sig.inputs {
        let FnArg::Typed(argument) = argument else {
            return Err("a command has no `self`");
        };
        let Pat::Ident(name) = &*argument.pat else {
            return Err("an argument has a name");
        };
        let (name, ty) = (name.ident.to_string(), &argument.ty);
        match last(ty).map(|segment| segment.ident.to_string()).as_deref() {
            // What Tauri itself hands over.
            Some("State" | "AppHandle" | "Window" | "WebviewWindow") => {}
            Some("Request") => given.extend(quote!(.takes_bytes(#name))),
            _ => given.extend(quote!(.takes::<#ty>(#name))),
        }
    }
    let answer = match &command.sig.output {
        ReturnType::Type(_, ty) => last(ty).filter(|segment| segment.ident == "Answer"),
        ReturnType::Default => None,
    };
    let Some(PathArguments::AngleBracketed(answer)) = answer.map(|answer| &answer.arguments) else {
        return Err("a command answers `Answer<…>`");
    };
    let Some(GenericArgument::Type(ty)) = answer.args.first() else {
        return Err("a command answers `Answer<…>`");
    };
    match last(ty) {
        Some(segment) if segment.ident == "Response" => given.extend(quote!(.answers_bytes())),
        _ => given.extend(quote!(.answers::<#ty>())),
    }
    Ok(given)
}

fn last(ty: &Type) -> Option<&syn::PathSegment> {
    let Type::Path(ty) = ty else { return None };
    ty.path.segments.last()
}
