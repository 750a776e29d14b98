//! Answers and findings as pages, charts and feeds: (path, bytes), for a folder that works from a
//! stick and from any host.
//!
//! Every number on a page comes out of a finding, an answer or a record's facts; none is computed
//! here. Foreign text passes through one place that escapes it, the templates of `maud`. Nothing
//! here touches a disk, a clock or the network. Out of scope: which record may be published, and
//! the files beside a finding, which the case writes.

mod behind;
mod chart;
mod feed;
mod frame;
mod mark;
mod page;
mod pages;
mod prose;
pub mod publication;
mod rows;
mod sentence;
mod site;
mod style;
mod view;
mod voice;

pub use page::Page;
pub use publication::Publication;
pub use site::pages;
