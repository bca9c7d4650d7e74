//! Many pictures on one sheet, at half their size.

use std::fs::{self, File};
use std::io::{BufWriter, Cursor};
use std::path::Path;

use anyhow::{Context, Result};

/// The space between pictures, and their background.
const GAP: usize = 12;
const GROUND: [u8; 3] = [0x80, 0x80, 0x80];

/// A picture: its rows of red, green and blue.
#[derive(Clone)]
pub struct Picture {
    width: usize,
    height: usize,
    rgb: Vec<u8>,
}

impl Picture {
    /// Reads a PNG of eight bits a colour.
    ///
    /// # Errors When it is not one.
    pub fn read(png: &[u8]) -> Result<Self> {
        let mut decoder = png::Decoder::new(Cursor::new(png));
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info()?;
        let mut bytes = vec![0; reader.output_buffer_size().context("too large a picture")?];
        let frame = reader.next_frame(&mut bytes)?;
        let (width, height) = (frame.width as usize, frame.height as usize);
        let point = frame.color_type.samples();
        let rgb = bytes[..frame.buffer_size()]
            .chunks_exact(point)
            .flat_map(|it| if point < 3 { [it[0]; 3] } else { [it[0], it[1], it[2]] })
            .collect();
        Ok(Self { width, height, rgb })
    }

    /// At half its size: each point is the middle of four.
    #[must_use]
    pub fn halved(&self) -> Self {
        let (width, height) = (self.width / 2, self.height / 2);
        let at = |x: usize, y: usize, colour: usize| u16::from(self.rgb[(y * self.width + x) * 3 + colour]);
        let mut rgb = Vec::with_capacity(width * height * 3);
        for y in 0..height {
            for x in 0..width {
                for colour in 0..3 {
                    let four = [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(dx, dy)| at(2 * x + dx, 2 * y + dy, colour));
                    rgb.push(u8::try_from(four.iter().sum::<u16>() / 4).unwrap_or(u8::MAX));
                }
            }
        }
        Self { width, height, rgb }
    }

    fn blank(width: usize, height: usize) -> Self {
        let rgb = GROUND.repeat(width * height);
        Self { width, height, rgb }
    }

    fn put(&mut self, other: &Self, left: usize, top: usize) {
        for (row, line) in other.rgb.chunks_exact(other.width * 3).enumerate() {
            let start = ((top + row) * self.width + left) * 3;
            self.rgb[start..start + line.len()].copy_from_slice(line);
        }
    }

    /// Writes it as PNG, with the folders it needs.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, png: &Path) -> Result<()> {
        if let Some(folder) = png.parent() {
            fs::create_dir_all(folder)?;
        }
        let file = BufWriter::new(File::create(png)?);
        let mut encoder = png::Encoder::new(file, u32::try_from(self.width)?, u32::try_from(self.height)?);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.write_header()?.write_image_data(&self.rgb)?;
        Ok(())
    }
}

/// Lays rows of pictures out on one sheet.
#[must_use]
pub fn sheet(rows: &[Vec<Picture>]) -> Picture {
    let width = |row: &Vec<Picture>| row.iter().map(|it| it.width + GAP).sum::<usize>() + GAP;
    let height = |row: &Vec<Picture>| row.iter().map(|it| it.height).max().unwrap_or_default() + GAP;
    let mut whole = Picture::blank(
        rows.iter().map(width).max().unwrap_or(GAP),
        rows.iter().map(height).sum::<usize>() + GAP,
    );
    let mut top = GAP;
    for row in rows {
        let mut left = GAP;
        for picture in row {
            whole.put(picture, left, top);
            left += picture.width + GAP;
        }
        top += height(row);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_and_lays_out() {
        let black_and_white = Picture {
            width: 2,
            height: 2,
            rgb: vec![0, 0, 0, 255, 255, 255, 0, 0, 0, 255, 255, 255],
        };
        let half = black_and_white.halved();
        assert_eq!((half.width, half.height, &half.rgb[..]), (1, 1, &[127, 127, 127][..]));
        let sheet = sheet(&[vec![half.clone(), half.clone()], vec![half]]);
        assert_eq!((sheet.width, sheet.height), (3 * GAP + 2, 3 * GAP + 2));
        let at = |x: usize, y: usize| sheet.rgb[(y * sheet.width + x) * 3];
        assert_eq!([at(GAP, GAP), at(2 * GAP + 1, GAP), at(GAP, 2 * GAP + 1)], [127; 3]);
        assert_eq!([at(0, 0), at(2 * GAP + 1, 2 * GAP + 1)], [GROUND[0]; 2]);
    }

    #[test]
    fn reads_what_it_wrote() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("sheets/one.png");
        Picture::blank(3, 2).write(&place).unwrap();
        let read = Picture::read(&fs::read(place).unwrap()).unwrap();
        assert_eq!((read.width, read.height, read.rgb), (3, 2, GROUND.repeat(6)));
    }
}
