//! What people do with Doorstep, one file a journey.

mod act_now;
mod background;
mod bookmarks;
mod calendar;
mod council;
mod days;
mod disk;
mod document_viewer;
mod documents;
mod first_start;
mod hide;
mod keyboard;
mod moving;
mod numbers;
mod offline;
mod pack;
mod partnership;
mod print;
mod publisher;
mod refresh;
mod reminders;
mod revive;
mod screens;
mod search;
mod stay;
mod traces;
