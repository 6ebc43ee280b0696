//! gongkailan (公开栏): village records in, a finished transparency board out.

pub mod calendar;
pub mod check;
pub mod diagnostic;
pub mod fault;
pub mod load;
pub mod model;
pub mod reference;
pub mod render;
pub mod sample;
pub mod site;
pub mod source;
