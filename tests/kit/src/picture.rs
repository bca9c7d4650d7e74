//! The picture that Xvfb keeps of its screen, written as PNG: no program is needed to take it.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::Path;

use anyhow::{Context, Result, bail};

/// The file's name in its folder.
pub const KEPT: &str = "Xvfb_screen0";

/// Writes what the screen kept in `frames` shows to `png`.
///
/// # Errors
/// When there is no such picture, or not in the one form Xvfb gives it at a depth of 24.
pub fn save(frames: &Path, png: &Path) -> Result<()> {
    let kept = frames.join(KEPT);
    let dump = fs::read(&kept).with_context(|| format!("cannot read {}", kept.display()))?;
    let (width, height, rgb) = decode(&dump).with_context(|| format!("{} is no picture", kept.display()))?;
    if let Some(folder) = png.parent() {
        fs::create_dir_all(folder)?;
    }
    // Beside it first: whoever looks meanwhile sees a whole picture.
    let unfinished = png.with_extension("part");
    let mut encoder = png::Encoder::new(BufWriter::new(File::create(&unfinished)?), width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&rgb)?;
    writer.finish()?;
    fs::rename(&unfinished, png)?;
    Ok(())
}

/// An X window dump: a header of big-endian words, a table of colours, then rows of four bytes a point.
fn decode(dump: &[u8]) -> Result<(u32, u32, Vec<u8>)> {
    let word = |at: usize| -> Result<u32> {
        let bytes = dump.get(at * 4..at * 4 + 4).context("it is cut short")?;
        Ok(u32::from_be_bytes(bytes.try_into()?))
    };
    let (header, width, height) = (word(0)? as usize, word(4)?, word(5)?);
    let (little_endian, bits, row, colours) = (word(7)? == 0, word(11)?, word(12)? as usize, word(19)? as usize);
    if bits != 32 || !little_endian {
        bail!("it has {bits} bits a point");
    }
    let points = dump.get(header + colours * 12..).context("it is cut short")?;
    let mut rgb = Vec::with_capacity((width * height * 3) as usize);
    for line in points.chunks(row).take(height as usize) {
        for point in line.chunks_exact(4).take(width as usize) {
            rgb.extend([point[2], point[1], point[0]]);
        }
    }
    if rgb.len() != (width * height * 3) as usize {
        bail!("it is cut short");
    }
    Ok((width, height, rgb))
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn reads_a_dump_of_two_points() {
        let mut words = [0_u32; 25];
        (words[0], words[4], words[5]) = (100, 2, 1);
        (words[11], words[12]) = (32, 8);
        let mut dump: Vec<u8> = words.iter().flat_map(|word| word.to_be_bytes()).collect();
        dump.extend([3, 2, 1, 0, 6, 5, 4, 0]);
        assert_eq!(decode(&dump).unwrap(), (2, 1, vec![1, 2, 3, 4, 5, 6]));
        assert!(decode(&dump[..104]).is_err());
    }
}
