import Foundation

/// What the organisation's device management sets.
enum Managed {
  /// As a JSON object; nil where it sets nothing.
  static func text(_ defaults: UserDefaults = .standard) throws -> String? {
    guard let set = defaults.dictionary(forKey: "com.apple.configuration.managed"), !set.isEmpty else { return nil }
    // Of a date or data Rust says which setting cannot be read, and does not take it for one that is not set.
    let said = set.mapValues { JSONSerialization.isValidJSONObject([$0]) ? $0 : NSNull() }
    let json = try JSONSerialization.data(withJSONObject: said)
    return String(decoding: json, as: UTF8.self)
  }
}
