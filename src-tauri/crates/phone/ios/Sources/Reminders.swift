import Foundation

/// The reminders that are armed, and those shown that Rust has not noted yet. iOS shows them by itself and does not say
/// so: one whose time has passed and that no longer waits was shown. Both are in one file, written whole or not at all.
final class Reminders {
  private struct Kept: Codable {
    var armed: [Reminder] = []
    var shown: [String] = []
  }

  private let file: URL
  private let lock = NSLock()

  init(file: URL) {
    self.file = file
  }

  /// Takes this list in place of the last. What of that one has passed and is not among `waiting` was shown.
  /// Answers what is to be given to iOS: not what is over at `now`, nor what was shown while the list was made.
  func arm(_ list: [Reminder], waiting: Set<String>, now: Int64) throws -> [Reminder] {
    lock.lock()
    defer { lock.unlock() }
    var kept = passed(waiting, now)
    kept.armed = list.filter { $0.over ?? Int64.max > now && !kept.shown.contains($0.about) }
    try write(kept)
    return kept.armed
  }

  /// iOS has refused those of these names: they are not armed.
  func refused(_ names: Set<String>) throws {
    lock.lock()
    defer { lock.unlock() }
    var kept = read()
    kept.armed.removeAll { names.contains($0.name) }
    try write(kept)
  }

  /// What was shown and is not noted yet, the first shown first. While notifications are not `allowed` iOS shows none
  /// and says nothing: none counts as shown then, and none is armed any more until Rust arms it again.
  func shown(waiting: Set<String>, now: Int64, allowed: Bool) throws -> [String] {
    lock.lock()
    defer { lock.unlock() }
    var kept = allowed ? passed(waiting, now) : read()
    if !allowed { kept.armed = [] }
    try write(kept)
    return kept.shown
  }

  /// The first `count` of `shown` are noted.
  func noted(_ count: Int) throws {
    lock.lock()
    defer { lock.unlock() }
    var kept = read()
    kept.shown.removeFirst(min(count, kept.shown.count))
    try write(kept)
  }

  private func passed(_ waiting: Set<String>, _ now: Int64) -> Kept {
    var kept = read()
    let passed = kept.armed.filter { $0.at <= now && !waiting.contains($0.name) }
    kept.armed.removeAll { passed.contains($0) }
    kept.shown += passed.sorted { $0.at < $1.at }.map { $0.about }
    return kept
  }

  /// Nothing, where there is no file or one that is not ours: Rust arms its list again at the next start.
  private func read() -> Kept {
    guard let bytes = try? Data(contentsOf: file) else { return Kept() }
    return (try? JSONDecoder().decode(Kept.self, from: bytes)) ?? Kept()
  }

  private func write(_ kept: Kept) throws {
    try JSONEncoder().encode(kept).write(to: file, options: .atomic)
  }
}
