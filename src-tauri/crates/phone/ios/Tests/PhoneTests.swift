import Foundation

// A program of its own and no package's tests: it is built with the sources that need no iOS, where there is none.

private var failures = 0

private func check<T: Equatable>(_ is: T, _ wanted: T, line: Int = #line) {
  if `is` == wanted { return }
  failures += 1
  print("PhoneTests.swift:\(line): \(`is`) is not \(wanted)")
}

private let minute: Int64 = 60_000

private func reminder(_ number: Int, _ at: Int64, over: Int64? = nil) -> Reminder {
  Reminder(
    number: number, at: at, over: over, title: "Doorstep", body: "📞", buttons: [], about: "about \(number)")
}

private func eachIsShownOnceItsTimeHasPassedAndItNoLongerWaits(_ started: () -> Reminders) throws {
  let list = [reminder(2, 20 * minute), reminder(1, 10 * minute)]
  check(try started().arm(list, waiting: [], now: 0), list)
  check(try started().shown(waiting: ["1", "2"], now: 10 * minute, allowed: true), [])
  check(try started().shown(waiting: ["2"], now: 10 * minute, allowed: true), ["about 1"])
  check(try started().shown(waiting: [], now: 11 * minute, allowed: true), ["about 1"])
  check(try started().shown(waiting: [], now: 25 * minute, allowed: true), ["about 1", "about 2"])
  try started().noted(1)
  check(try started().shown(waiting: [], now: 26 * minute, allowed: true), ["about 2"])
  try started().noted(9)
  check(try started().shown(waiting: [], now: 26 * minute, allowed: true), [])
}

private func aNewListTakesThePlaceOfTheLast(_ started: () -> Reminders) throws {
  _ = try started().arm([reminder(1, 10 * minute), reminder(2, 20 * minute)], waiting: [], now: 0)
  _ = try started().arm([reminder(2, 30 * minute)], waiting: ["1", "2"], now: 5 * minute)
  check(try started().shown(waiting: ["2"], now: 25 * minute, allowed: true), [])
  // What the last list had shown by then is not lost with it.
  _ = try started().arm([reminder(3, 40 * minute)], waiting: [], now: 35 * minute)
  check(try started().shown(waiting: ["3"], now: 35 * minute, allowed: true), ["about 2"])
}

private func nothingStaleIsGivenToIos(_ started: () -> Reminders) throws {
  let list = [reminder(1, 10 * minute, over: 20 * minute), reminder(2, 10 * minute)]
  check(try started().arm(list, waiting: [], now: 20 * minute).map { $0.number }, [2])
}

private func whatWasShownWhileTheListWasMadeIsNotShownAgain(_ started: () -> Reminders) throws {
  _ = try started().arm([reminder(1, 10 * minute)], waiting: [], now: 0)
  let list = [reminder(1, 10 * minute), reminder(2, 20 * minute)]
  check(try started().arm(list, waiting: [], now: 10 * minute).map { $0.number }, [2])
}

private func whatIosRefusesIsNotShown(_ started: () -> Reminders) throws {
  _ = try started().arm([reminder(1, 10 * minute), reminder(2, 10 * minute)], waiting: [], now: 0)
  try started().refused(["1"])
  check(try started().shown(waiting: [], now: 11 * minute, allowed: true), ["about 2"])
}

private func whatPassesWhileNotAllowedIsNotShown(_ started: () -> Reminders) throws {
  _ = try started().arm([reminder(1, 10 * minute), reminder(2, 20 * minute)], waiting: [], now: 0)
  check(try started().shown(waiting: ["2"], now: 11 * minute, allowed: true), ["about 1"])
  // What was seen before stays until it is noted.
  check(try started().shown(waiting: [], now: 21 * minute, allowed: false), ["about 1"])
  check(try started().shown(waiting: [], now: 22 * minute, allowed: true), ["about 1"])
}

private func aFileThatIsNotOursIsAnEmptyList(_ started: () -> Reminders, _ file: URL) throws {
  try Data("not ours".utf8).write(to: file)
  check(try started().shown(waiting: [], now: 99 * minute, allowed: true), [])
}

private func theTapThatStartsTheAppIsKeptAndThenForgotten() {
  let taps = Taps()
  var heard: [String] = []
  taps.put(Tap(about: "first", action: "tap"))
  taps.put(Tap(about: "last", action: "snooze"))
  taps.listen { heard.append($0.about) }
  taps.listen { heard.append("again " + $0.about) }
  check(heard, ["last"])
  taps.put(Tap(about: "x", action: "tap"))
  check(heard, ["last", "again x"])
}

private func anInstantIsTheSameWhereverThePhoneIs() {
  // Half past eight in London, in summer.
  let at = Moment.components(1_790_062_200_000)
  check([at.year, at.month, at.day, at.hour, at.minute, at.second], [2026, 9, 22, 7, 30, 0])
  check(at.timeZone?.secondsFromGMT(), 0)
  check(at.date, Date(timeIntervalSince1970: 1_790_062_200))
}

private func rustsListIsReadWithEveryWordOfIt() throws {
  let path = ProcessInfo.processInfo.environment["REMINDERS"] ?? "../reminders.json"
  let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
  let list = try JSONDecoder().decode([Reminder].self, from: bytes)
  let again = try JSONSerialization.jsonObject(with: JSONEncoder().encode(list)) as? NSArray
  check(again, try JSONSerialization.jsonObject(with: bytes) as? NSArray)
  check(list.map { $0.category }, ["open"])
}

private func whatDeviceManagementSetsIsJson() throws {
  let defaults = UserDefaults()
  check(try Managed.text(defaults), nil)
  let set: [String: Any] = ["Host": "https://host.example/", "Background": true, "Root": Data([1])]
  defaults.set(set, forKey: "com.apple.configuration.managed")
  let text = try Managed.text(defaults) ?? ""
  let read = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
  check(read?["Host"] as? String, "https://host.example/")
  check(read?["Background"] as? Bool, true)
  check(read?["Root"] is NSNull, true)
}

@main
enum PhoneTests {
  static func main() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let tests: [(() -> Reminders, URL) throws -> Void] = [
      { started, _ in try eachIsShownOnceItsTimeHasPassedAndItNoLongerWaits(started) },
      { started, _ in try aNewListTakesThePlaceOfTheLast(started) },
      { started, _ in try nothingStaleIsGivenToIos(started) },
      { started, _ in try whatWasShownWhileTheListWasMadeIsNotShownAgain(started) },
      { started, _ in try whatIosRefusesIsNotShown(started) },
      { started, _ in try whatPassesWhileNotAllowedIsNotShown(started) },
      { started, file in try aFileThatIsNotOursIsAnEmptyList(started, file) },
      { _, _ in theTapThatStartsTheAppIsKeptAndThenForgotten() },
      { _, _ in anInstantIsTheSameWhereverThePhoneIs() },
      { _, _ in try rustsListIsReadWithEveryWordOfIt() },
      { _, _ in try whatDeviceManagementSetsIsJson() },
    ]
    for (number, test) in tests.enumerated() {
      let file = folder.appendingPathComponent("\(number).json")
      // As after a restart: all that is left is the file.
      try test({ Reminders(file: file) }, file)
    }
    print("\(tests.count) tests, \(failures) failures")
    if failures > 0 { exit(1) }
  }
}
