//! Not a test: makes the data folder that `cargo xtask bench start` starts from.

use crate::app::Device;

#[test]
#[ignore = "run by `cargo xtask bench start`, which says where the folder shall be"]
fn answer_the_first_question() {
    let data = std::env::var_os("DOORSTEP_BENCH_DATA").expect("DOORSTEP_BENCH_DATA names a folder");
    Device::keeping(data.into()).start_in("Hampshire").close();
}
