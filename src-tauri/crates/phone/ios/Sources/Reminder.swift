import Foundation

/// One reminder, as Rust hands it over. The names are those of `words.rs`.
struct Reminder: Codable, Equatable {
  /// Its notification's number.
  let number: Int
  /// When to show it, in milliseconds of UTC.
  let at: Int64
  /// From when on it is not shown any more.
  let over: Int64?
  let title: String
  let body: String
  let buttons: [Button]
  /// Goes back to Rust as it came.
  let about: String

  /// As iOS names it.
  var name: String { String(number) }

  /// The name of the notifications with these buttons.
  var category: String { buttons.map { $0.name }.joined(separator: "-") }
}

struct Button: Codable, Equatable {
  let name: String
  let label: String
}

/// Something was pressed. The names are those of `words.rs`.
struct Tap: Codable, Equatable {
  let about: String
  let action: String
}
