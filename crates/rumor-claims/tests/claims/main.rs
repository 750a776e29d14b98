//! Texts in, rumors and answers out: on the cases of shared data where that folder is there, and on
//! the cases of this repository's own rumor files.

#![cfg(test)]

mod antrim;
mod files;
mod hostile;
mod own;
mod reference;
mod titles;
