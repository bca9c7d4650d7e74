//! Builds the bundled edition from `data/` and Tauri's own parts.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// zstd's level for a file made once and read often.
const LEVEL: i32 = 19;

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    bundle_edition(Path::new("data"), &out)?;
    bundle_root(&out)?;
    println!("cargo:rerun-if-changed=ui/dist");
    if !Path::new("ui/dist/index.html").is_file() {
        return Err("the screens are not built: run `cargo xtask run`, or `npm ci && npm run build` in ui/".into());
    }
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/*.json")
        .app_manifest(tauri_build::AppManifest::new().permissions_path_pattern("./src-tauri/permissions/*.toml"));
    tauri_build::try_build(attributes)?;
    Ok(())
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
