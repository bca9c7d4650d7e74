//! In which documents a word is, and how strongly: gaps between ordinals in as few bytes as they need, each followed by
//! one byte of strength; or, where most documents have it, one byte for every document.

/// A list's first byte.
const SPARSE: u8 = 0;
const DENSE: u8 = 1;

/// Writes a list. The postings come in the order of their documents, with strengths above nought.
pub(crate) fn write(bytes: &mut Vec<u8>, postings: &[(u32, u8)], documents: usize) {
    // A gap and a strength take two bytes or more.
    if postings.len() * 2 > documents {
        bytes.push(DENSE);
        let start = bytes.len();
        bytes.resize(start + documents, 0);
        for &(document, strength) in postings {
            bytes[start + document as usize] = strength;
        }
    } else {
        bytes.push(SPARSE);
        let mut next = 0;
        for &(document, strength) in postings {
            write_number(bytes, document - next);
            bytes.push(strength);
            next = document + 1;
        }
    }
}

/// Raises each document's strength to `weight` parts in 256 of what the list says, where it is lower.
pub(crate) fn raise(list: &[u8], weight: u32, strengths: &mut [u8]) {
    match list.split_first() {
        Some((&DENSE, list)) => {
            for (strength, &here) in strengths.iter_mut().zip(list) {
                *strength = (*strength).max(weighed(here, weight));
            }
        }
        Some((_, list)) => {
            let mut document = 0usize;
            let mut at = 0;
            while let Some(gap) = read_number(list, &mut at)
                && let Some(&here) = list.get(at)
            {
                at += 1;
                document = document.saturating_add(gap as usize);
                let Some(strength) = strengths.get_mut(document) else {
                    return;
                };
                *strength = (*strength).max(weighed(here, weight));
                document += 1;
            }
        }
        None => {}
    }
}

/// How strong a document is in a list; nought when it is not in it.
pub(crate) fn strength(list: &[u8], document: usize) -> u8 {
    match list.split_first() {
        Some((&DENSE, list)) => list.get(document).copied().unwrap_or(0),
        Some((_, list)) => {
            let (mut next, mut at) = (0usize, 0);
            while let Some(gap) = read_number(list, &mut at)
                && let Some(&here) = list.get(at)
            {
                at += 1;
                next = next.saturating_add(gap as usize).saturating_add(1);
                if next > document {
                    return if next == document + 1 { here } else { 0 };
                }
            }
            0
        }
        None => 0,
    }
}

/// A strength times a weight of at most 256, never nought for what is there.
pub(crate) fn weighed(strength: u8, weight: u32) -> u8 {
    let weighed = (u32::from(strength) * weight).div_ceil(256);
    weighed.min(255) as u8
}

/// Writes a number, seven bits to a byte.
pub(crate) fn write_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Reads a number and moves on behind it.
#[inline]
pub(crate) fn read_number(bytes: &[u8], at: &mut usize) -> Option<u32> {
    let mut number = 0u32;
    for shift in (0..35).step_by(7) {
        let byte = *bytes.get(*at)?;
        *at += 1;
        number |= u32::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(postings in prop::collection::btree_map(0u32..300, 1u8.., 0..300), more in 0usize..900) {
            let documents = 300 + more;
            let postings: Vec<(u32, u8)> = postings.into_iter().collect();
            let mut list = Vec::new();
            write(&mut list, &postings, documents);
            let mut strengths = vec![0; documents];
            raise(&list, 256, &mut strengths);
            for (document, raised) in strengths.into_iter().enumerate() {
                let expected = postings.iter().find(|p| p.0 as usize == document).map_or(0, |p| p.1);
                prop_assert_eq!(raised, expected);
                prop_assert_eq!(strength(&list, document), expected);
            }
        }

        #[test]
        fn any_bytes_are_a_list(list in prop::collection::vec(any::<u8>(), 0..60), weight in 0u32..=256) {
            raise(&list, weight, &mut [0; 40]);
            strength(&list, 20);
        }
    }
}
