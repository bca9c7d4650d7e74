import Foundation

/// An instant as iOS takes it for a notification: a day and a time in UTC. A time without its zone would be that of
/// wherever the phone is, and a number of seconds from now would not follow a clock that is set.
enum Moment {
  static func components(_ milliseconds: Int64) -> DateComponents {
    var calendar = Calendar(identifier: .gregorian)
    let utc = TimeZone(secondsFromGMT: 0) ?? TimeZone.current
    calendar.timeZone = utc
    let at = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
    var components = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: at)
    components.calendar = calendar
    components.timeZone = utc
    return components
  }

  static func now() -> Int64 {
    Int64(Date().timeIntervalSince1970 * 1000)
  }
}
