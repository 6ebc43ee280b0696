//! One file a page, or part of pages: what each says, from the records as they stand on a day.

pub(super) mod articles;
pub(super) mod boards;
pub(super) mod bulletin;
pub(super) mod calendars;
pub(super) mod codes;
pub(super) mod commitments;
pub(super) mod desk;
pub(super) mod disclosures;
pub(super) mod grids;
pub(super) mod home;
pub(super) mod kiosk;
pub(super) mod map;
pub(super) mod members;
pub(super) mod nodes;
pub(super) mod open_data;
pub(super) mod people;
pub(super) mod ratings;
pub(super) mod replies;
pub(super) mod services;
pub(super) mod year_results;
