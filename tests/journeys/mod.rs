//! What people do with Doorstep, one file a journey.

mod act_now;
mod bench_data;
mod bookmarks;
mod calendar;
mod first_start;
mod hide;
mod keyboard;
mod moving;
mod offline;
mod pack;
mod print;
mod refresh;
mod screens;
mod search;
