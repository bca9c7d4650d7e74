import Foundation

/// What the organisation's device management sets.
enum Managed {
  /// As a JSON object; nil where it sets nothing.
  static func text(_ defaults: UserDefaults = .standard) -> String? {
    guard let set = defaults.dictionary(forKey: "com.apple.configuration.managed"), !set.isEmpty,
      JSONSerialization.isValidJSONObject(set),
      let json = try? JSONSerialization.data(withJSONObject: set)
    else { return nil }
    return String(decoding: json, as: UTF8.self)
  }
}
