//! Numbers for people to compare.

use std::time::Duration;

/// "12,345".
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let groups = digits.as_bytes().rchunks(3).rev();
    groups.map(String::from_utf8_lossy).collect::<Vec<_>>().join(",")
}

/// In the unit that says it in two or three digits: "85 µs", "3.4 ms", "12 s".
pub fn time(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    let (number, unit) = match seconds {
        // Rounded to whole ones of the smaller unit, these are not a thousand of them.
        ..9.995e-4 => (seconds * 1e6, "µs"),
        ..0.9995 => (seconds * 1e3, "ms"),
        _ => (seconds, "s"),
    };
    let digits = usize::from(number < 9.95);
    format!("{number:.digits$} {unit}")
}

/// "4.7 %".
pub fn share(part: f64, whole: f64) -> String {
    format!("{:.1} %", 100.0 * part / whole)
}

/// The value below which `share` of `sorted` are; the largest for a share of 1. Zero of none.
pub fn percentile<T: Copy + Default>(sorted: &[T], share: f64) -> T {
    let at = (sorted.len() as f64 * share).ceil() as usize;
    sorted.get(at.saturating_sub(1)).copied().unwrap_or_default()
}

/// The middle one.
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    percentile(&times, 0.5)
}

/// "p50", "p95", "p99" and the longest of `times`, and how many there were.
pub fn spread(mut times: Vec<Duration>) -> Vec<String> {
    times.sort();
    let of = [0.5, 0.95, 0.99, 1.0].map(|share| time(percentile(&times, share)));
    [count(times.len() as u64)].into_iter().chain(of).collect()
}

/// The heading of [`spread`].
pub const SPREAD: [&str; 5] = ["how many", "p50", "p95", "p99", "longest"];

/// Prints rows under `head`: the first column to the left, all others to the right, each as wide as it needs to be.
pub fn print(head: &[&str], rows: &[Vec<String>]) {
    let head: Vec<String> = head.iter().map(|&word| word.to_owned()).collect();
    let all = || std::iter::once(&head).chain(rows);
    let width = |at: usize| {
        all()
            .filter_map(|row| row.get(at))
            .map(|cell| cell.chars().count())
            .max()
    };
    let widths: Vec<usize> = (0..head.len()).map(|at| width(at).unwrap_or_default()).collect();
    for row in all() {
        let cells = row.iter().zip(&widths).enumerate();
        let line: String = cells
            .map(|(at, (cell, &width))| match at {
                0 => format!("{cell:<width$}"),
                _ => format!("   {cell:>width$}"),
            })
            .collect();
        println!("{}", line.trim_end());
    }
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
        let sorted: Vec<u32> = (1..=100).collect();
        assert_eq!([0.5, 0.95, 1.0].map(|share| percentile(&sorted, share)), [50, 95, 100]);
        assert_eq!(percentile::<u32>(&[], 0.5), 0);
    }
}
