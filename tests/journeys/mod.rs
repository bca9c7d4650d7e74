//! What people do with Doorstep, one file a journey.

mod act_now;
mod background;
mod bookmarks;
mod calendar;
mod disk;
mod document_viewer;
mod documents;
mod first_start;
mod hide;
mod keyboard;
mod moving;
mod offline;
mod pack;
mod print;
mod publisher;
mod refresh;
mod reminders;
mod revive;
mod say;
mod screens;
mod search;
mod stay;
mod traces;
