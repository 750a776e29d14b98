//! The pages of an election made by hand: Antrim County's figures, and a few that are invented.

#![cfg(test)]

mod fixture;
mod messages;
mod pages;
