//! Type-checks for a target, with the standard library built from its source. No C is compiled for Apple's systems and
//! Android, whose development kits are not here: a check links nothing.

use anyhow::Result;

use super::Part;
use super::root::Root;
use crate::say;

/// Debian has the standard library's source, and that of no other target built.
pub(super) const STD: &str = "-Zbuild-std=std,panic_abort,panic_unwind";

/// Clippy does not see, on Windows by GNU's linker, that such a value is `const` already.
const WRONG_LINT: &str = "--allow clippy::missing-const-for-thread-local";

/// Clippy has nothing to say.
pub(super) fn check(root: &Root, part: &Part) -> Result<String> {
    let target = part.target;
    let what = match target {
        _ if target.contains("windows") => "--workspace --all-targets",
        _ if target.contains("darwin") => "-p doorstep -p doorstep-publish --lib --bins",
        _ => "-p doorstep --lib",
    };
    let environment = environment(root, target);
    let script = format!(
        "{environment} cargo clippy --locked --keep-going {STD} --target {target} {what} -- --deny warnings {WRONG_LINT}"
    );
    say::run("Type-checking", &mut root.inside(&script))?;
    Ok("no warnings".to_owned())
}

fn environment(root: &Root, target: &str) -> String {
    if target.contains("windows") {
        return String::new();
    }
    let (stub, kit, name) = (root.stub(), root.no_kit(), target.replace('-', "_"));
    let (stub, kit) = (stub.display(), kit.display());
    let system = match target {
        _ if target.ends_with("android") => {
            format!("ANDROID_NDK_ROOT={kit} ANDROID_NDK_HOME={kit} NDK_HOME={kit} ANDROID_HOME={kit}")
        }
        _ if target.ends_with("ios") => format!("SDKROOT={kit} IPHONEOS_DEPLOYMENT_TARGET=16.0"),
        _ => format!("SDKROOT={kit} MACOSX_DEPLOYMENT_TARGET=13.0"),
    };
    format!(
        "AWS_LC_SYS_CMAKE_BUILDER=0 CC_{name}={stub} CXX_{name}={stub} AR_{name}=llvm-ar RANLIB_{name}=llvm-ranlib {system}"
    )
}
