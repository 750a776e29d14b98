//! Bytes to text: a byte-order mark as marked, else strict UTF-8, else windows-1252 with a note.
//! Never with replacement characters (`records.md` §1.6).

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::{Fault, Input};

/// How much is read at once, in bytes.
const BLOCK: u64 = 256 * 1024;
/// The largest record that is read, in bytes.
const LARGEST: u64 = 2 * 1024 * 1024 * 1024;

/// The encoding of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    encoding: &'static Encoding,
    /// The line with the first byte that is not UTF-8, where windows-1252 was taken instead.
    pub(crate) not_utf8: Option<u64>,
}

/// Finds the encoding, in one pass over the whole record: one byte at its end may decide.
pub(crate) fn encoding_of(input: &Input<'_>) -> Result<Found, Fault> {
    let mut source = (input.open)()?;
    let mut block = Vec::new();
    let mut marked = None;
    let mut utf8 = Utf8::default();
    let mut bytes = 0_u64;
    loop {
        // What is left of a character that the last block cut in two stays in front.
        let kept = block.len();
        let read = read_block(&mut source, &mut block)?;
        if bytes == 0 {
            marked = marked_encoding(&block);
        }
        if !is_utf16(marked) {
            let zero = block.iter().skip(kept).position(|byte| *byte == 0);
            if let Some(before) = zero.map(|at| u64::try_from(at).unwrap_or(u64::MAX)) {
                return Err(Fault::Binary { byte: bytes.saturating_add(before).saturating_add(1) });
            }
        }
        bytes = bytes.saturating_add(read);
        if bytes > LARGEST {
            return Err(Fault::TooLarge { limit: LARGEST });
        }
        if read == 0 {
            break;
        }
        utf8.take(&mut block);
    }
    Ok(match (marked, utf8.end(&block)) {
        (Some(encoding), _) => Found { encoding, not_utf8: None },
        (None, None) => Found { encoding: UTF_8, not_utf8: None },
        (None, line) => Found { encoding: WINDOWS_1252, not_utf8: line },
    })
}

/// The encoding that a byte-order mark names.
pub(crate) fn marked_encoding(head: &[u8]) -> Option<&'static Encoding> {
    Encoding::for_bom(head).map(|(encoding, _)| encoding)
}

/// Whether zero bytes are to be expected.
pub(crate) fn is_utf16(encoding: Option<&'static Encoding>) -> bool {
    encoding == Some(UTF_16LE) || encoding == Some(UTF_16BE)
}

/// Watches whether blocks of bytes are UTF-8, and on which line they cease to be.
#[derive(Debug, Default)]
struct Utf8 {
    lines: u64,
    broken_on: Option<u64>,
}

impl Utf8 {
    /// Takes a block, and leaves in it what may become a character with the next one.
    fn take(&mut self, block: &mut Vec<u8>) {
        if self.broken_on.is_some() {
            block.clear();
            return;
        }
        let (valid, broken) = match std::str::from_utf8(block) {
            Ok(text) => (text.len(), false),
            Err(error) => (error.valid_up_to(), error.error_len().is_some()),
        };
        let lines = block
            .iter()
            .take(valid)
            .filter(|byte| **byte == b'\n')
            .count();
        self.lines = self
            .lines
            .saturating_add(u64::try_from(lines).unwrap_or(u64::MAX));
        if broken {
            self.broken_on = Some(self.lines.saturating_add(1));
        }
        block.drain(..valid);
    }

    /// The line where it ceased to be UTF-8; a record may also end within a character.
    fn end(&self, left: &[u8]) -> Option<u64> {
        let cut = (!left.is_empty()).then(|| self.lines.saturating_add(1));
        self.broken_on.or(cut)
    }
}

/// The text of a record, block by block.
pub(crate) struct Decoded<'a> {
    source: Box<dyn Read + 'a>,
    decoder: Decoder,
    block: Vec<u8>,
    ended: bool,
}

impl<'a> Decoded<'a> {
    /// Opens the record again, to be read in the encoding that was found.
    pub(crate) fn open(input: &Input<'a>, found: Found) -> io::Result<Self> {
        Ok(Self::new((input.open)()?, found.encoding))
    }

    /// The text of bytes at hand, in the encoding that they are marked with.
    pub(crate) fn of(bytes: &'a [u8], encoding: &'static Encoding) -> Self {
        Self::new(Box::new(bytes), encoding)
    }

    fn new(source: Box<dyn Read + 'a>, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        Self { source, decoder, block: Vec::new(), ended: false }
    }

    /// Puts the next piece of text in place of `text`; says whether there was one. `line` is where
    /// that piece begins.
    pub(crate) fn next(&mut self, text: &mut String, line: u64) -> Result<bool, Fault> {
        text.clear();
        while text.is_empty() && !self.ended {
            self.block.clear();
            let read = read_block(&mut self.source, &mut self.block)?;
            self.ended = read == 0;
            let room = self
                .decoder
                .max_utf8_buffer_length_without_replacement(self.block.len());
            text.reserve(room.expect("a block is far from the longest text there is"));
            let (result, _) =
                self.decoder
                    .decode_to_string_without_replacement(&self.block, text, self.ended);
            match result {
                DecoderResult::InputEmpty => {}
                DecoderResult::OutputFull => unreachable!("room for the whole block was reserved"),
                DecoderResult::Malformed(..) => {
                    let lines = text.bytes().filter(|byte| *byte == b'\n').count();
                    let line = line.saturating_add(u64::try_from(lines).unwrap_or(u64::MAX));
                    let encoding = self.decoder.encoding().name();
                    return Err(Fault::Undecodable { encoding, line });
                }
            }
        }
        Ok(!text.is_empty())
    }
}

/// Adds the next block to `block`; says how many bytes it has.
fn read_block(source: &mut dyn Read, block: &mut Vec<u8>) -> io::Result<u64> {
    let read = source.take(BLOCK).read_to_end(block)?;
    Ok(u64::try_from(read).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> Result<(String, Option<u64>), String> {
        let input = Input { name: "x.csv", open: &|| Ok(Box::new(bytes)) };
        let found = encoding_of(&input).map_err(|fault| fault.to_string())?;
        let mut source = Decoded::open(&input, found).map_err(|error| error.to_string())?;
        let (mut whole, mut piece) = (String::new(), String::new());
        while source
            .next(&mut piece, 1)
            .map_err(|fault| fault.to_string())?
        {
            whole.push_str(&piece);
        }
        Ok((whole, found.not_utf8))
    }

    fn check(bytes: &[u8], expected: &str) {
        assert_eq!(decoded(bytes).unwrap().0, expected);
    }

    #[test]
    fn a_mark_decides_and_does_not_stand_in_the_text() {
        check(b"\xEF\xBB\xBFa,\xC3\xA9", "a,é");
        check(b"\xFF\xFEa\0,\0\xE9\0", "a,é");
        check(b"\xFE\xFF\0a\0,\0\xE9", "a,é");
    }

    #[test]
    fn what_is_not_utf8_is_windows_1252_and_the_line_is_said() {
        assert_eq!(
            decoded(b"a\nCa\xF1on\n"),
            Ok(("a\nCañon\n".to_owned(), Some(2)))
        );
        assert_eq!(
            decoded("a\nCañon".as_bytes()),
            Ok(("a\nCañon".to_owned(), None))
        );
    }

    #[test]
    fn a_character_on_the_border_of_two_blocks_is_one_character() {
        let block = usize::try_from(BLOCK).unwrap();
        let text = format!("{}é\n", "x".repeat(block.saturating_sub(1)));
        check(text.as_bytes(), &text);
    }

    #[test]
    fn a_file_cut_within_a_character_is_not_utf8() {
        assert_eq!(decoded(b"a\n\xC3").unwrap().1, Some(2));
    }

    #[test]
    fn a_broken_promise_is_refused() {
        let error = decoded(b"\xFF\xFEa\0\n\0\x00\xD8x\0").unwrap_err();
        assert!(error.starts_with("line 2 is not UTF-16LE"), "{error}");
    }

    #[test]
    fn zero_bytes_are_no_text() {
        assert_eq!(
            decoded(b"ab\0").unwrap_err(),
            "byte 3 is zero, so it is no text; export it as CSV"
        );
    }
}
