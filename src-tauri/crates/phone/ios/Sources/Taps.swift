import Foundation

/// The last tap, kept until somebody listens: one that starts the app comes before Rust does.
final class Taps {
  private var last: Tap?
  private var heard: ((Tap) -> Void)?
  private let lock = NSLock()

  func put(_ tap: Tap) {
    lock.lock()
    defer { lock.unlock() }
    if let heard = heard { heard(tap) } else { last = tap }
  }

  func listen(_ heard: @escaping (Tap) -> Void) {
    lock.lock()
    defer { lock.unlock() }
    self.heard = heard
    if let tap = last { heard(tap) }
    last = nil
  }
}
