import Foundation
import Tauri
import UIKit

struct ListArgs: Decodable {
  let list: [Reminder]
}

struct HandedArgs: Decodable {
  let path: String
}

struct Value<T: Decodable>: Decodable {
  let value: T
}

struct Allowed: Encodable {
  let state: String
}

struct Texts: Encodable {
  let texts: [String]
}

/// What Rust asks of the phone: each command as in `asked.rs`. What one throws is that command's error.
class PhonePlugin: Plugin {
  private let notifications: Notifications
  private let recents = Cover()

  override init() {
    let support = FileManager.default.urls(for: .applicationSupportDirectory, in: .userDomainMask)[0]
    var folder = support.appendingPathComponent("phone")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try? Backup.keepOut(&folder)
    notifications = Notifications(reminders: Reminders(file: folder.appendingPathComponent("reminders.json")))
    super.init()
  }

  @objc func listen(_ invoke: Invoke) throws {
    let channel = try invoke.parseArgs(Value<Channel>.self).value
    notifications.taps.listen { tap in try? channel.send(tap) }
    invoke.resolve()
  }

  @objc func permission(_ invoke: Invoke) {
    notifications.state { invoke.resolve(Allowed(state: $0)) }
  }

  @objc func ask(_ invoke: Invoke) {
    notifications.ask { invoke.resolve(Allowed(state: $0)) }
  }

  @objc func arm(_ invoke: Invoke) throws {
    let list = try invoke.parseArgs(ListArgs.self).list
    notifications.arm(list) { self.answer(invoke, $0) }
  }

  @objc func shown(_ invoke: Invoke) {
    notifications.shown { shown in
      if let shown = shown {
        invoke.resolve(Texts(texts: shown))
      } else {
        invoke.reject("What was shown could not be kept.")
      }
    }
  }

  @objc func noted(_ invoke: Invoke) throws {
    try notifications.noted(invoke.parseArgs(Value<Int>.self).value)
    invoke.resolve()
  }

  @objc func show(_ invoke: Invoke) throws {
    let list = try invoke.parseArgs(ListArgs.self).list
    notifications.show(list) { self.answer(invoke, $0) }
  }

  @objc func open(_ invoke: Invoke) throws {
    let address = try invoke.parseArgs(Value<String>.self).value
    HandedFiles.open(address) { self.answer(invoke, $0 ? nil : "No app takes it.") }
  }

  /// iOS has one sheet for both.
  @objc func view(_ invoke: Invoke) throws {
    try share(invoke)
  }

  @objc func share(_ invoke: Invoke) throws {
    let handed = try invoke.parseArgs(HandedArgs.self)
    HandedFiles.share(handed.path, over: manager.viewController) {
      self.answer(invoke, $0 ? nil : "No app takes it.")
    }
  }

  /// Nothing keeps a screen out of screenshots here. The list of recent apps never has it.
  @objc func cover(_ invoke: Invoke) {
    invoke.resolve()
  }

  @objc func managed(_ invoke: Invoke) throws {
    invoke.resolve(Texts(texts: [try Managed.text()].compactMap { $0 }))
  }

  @objc func keepFromBackup(_ invoke: Invoke) throws {
    var folder = URL(fileURLWithPath: try invoke.parseArgs(Value<String>.self).value)
    try Backup.keepOut(&folder)
    invoke.resolve()
  }

  private func answer(_ invoke: Invoke, _ failed: String?) {
    if let failed = failed { invoke.reject(failed) } else { invoke.resolve() }
  }
}

/// Nothing of it goes into a backup: a person may save a file of what they keep.
enum Backup {
  static func keepOut(_ place: inout URL) throws {
    var values = URLResourceValues()
    values.isExcludedFromBackup = true
    try place.setResourceValues(values)
  }
}

@_cdecl("init_plugin_phone")
public func initPlugin() -> Plugin {
  PhonePlugin()
}
