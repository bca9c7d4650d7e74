//! Numbers for people to compare.

use std::time::Duration;

/// "12,345".
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// In the unit that says it in three or four digits: "85 µs", "3.4 ms", "12 s".
pub fn time(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    let (number, unit) = match seconds {
        // Rounded to whole ones of the smaller unit, these are not a thousand of them.
        ..9.995e-4 => (seconds * 1e6, "µs"),
        ..0.9995 => (seconds * 1e3, "ms"),
        _ => (seconds, "s"),
    };
    if number < 9.95 {
        format!("{number:.1} {unit}")
    } else {
        format!("{number:.0} {unit}")
    }
}

/// "4.7 %".
pub fn share(part: u64, whole: u64) -> String {
    let percent = 100.0 * part as f64 / whole as f64;
    if percent < 9.95 {
        format!("{percent:.2} %")
    } else {
        format!("{percent:.0} %")
    }
}

/// The value below which `share` of `sorted` lie; the largest for a share of 1. Zero of none.
pub fn percentile<T: Copy + Default>(sorted: &[T], share: f64) -> T {
    let last = sorted.len().saturating_sub(1);
    let at = (sorted.len() as f64 * share).ceil() as usize;
    sorted.get(at.saturating_sub(1).min(last)).copied().unwrap_or_default()
}

/// The middle one.
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    percentile(&times, 0.5)
}

/// Prints rows under `head`: the first column to the left, all others to the right, each as wide as it needs to be.
pub fn print(head: &[&str], rows: &[Vec<String>]) {
    println!("{}", text(head, rows));
}

fn text(head: &[&str], rows: &[Vec<String>]) -> String {
    let head: Vec<String> = head.iter().map(|&word| word.to_owned()).collect();
    let all = || std::iter::once(&head).chain(rows);
    let width = |at: usize| {
        all()
            .filter_map(|row| row.get(at))
            .map(|cell| cell.chars().count())
            .max()
    };
    let widths: Vec<usize> = (0..head.len()).map(|at| width(at).unwrap_or_default()).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).enumerate();
        let line: String = cells
            .map(|(at, (cell, &width))| match at {
                0 => format!("{cell:<width$}"),
                _ => format!("   {cell:>width$}"),
            })
            .collect();
        line.trim_end().to_owned()
    };
    all().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!([0, 999, 1000, 1234567].map(count), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(
            [85, 1000, 3400, 999_000, 12_300_000].map(|micros| time(Duration::from_micros(micros))),
            ["85 µs", "1.0 ms", "3.4 ms", "999 ms", "12 s"]
        );
        assert_eq!((share(1, 200), share(1, 2)), ("0.50 %".into(), "50 %".into()));
    }

    #[test]
    fn a_percentile_is_one_of_the_values() {
        let sorted: Vec<u32> = (1..=100).collect();
        assert_eq!(
            [0.5, 0.95, 0.99, 1.0].map(|share| percentile(&sorted, share)),
            [50, 95, 99, 100]
        );
        assert_eq!(percentile(&[7], 0.5), 7);
        assert_eq!(percentile::<u32>(&[], 0.5), 0);
    }

    #[test]
    fn columns_stand_in_line() {
        let rows = [vec!["nothing new".into(), "9".into()], vec!["µ".into(), "1,000".into()]];
        assert_eq!(
            text(&["", "bytes"], &rows),
            "              bytes\nnothing new       9\nµ             1,000"
        );
    }
}
