import Foundation
import UserNotifications

/// Reminders as iOS' notifications.
final class Notifications: NSObject, UNUserNotificationCenterDelegate {
  private let center = UNUserNotificationCenter.current()
  private let reminders: Reminders
  let taps = Taps()

  init(reminders: Reminders) {
    self.reminders = reminders
    super.init()
    // Before the app has started: iOS says which tap has started it once, and then no more.
    center.delegate = self
  }

  /// "granted", "denied" or "prompt".
  func state(_ then: @escaping (String) -> Void) {
    center.getNotificationSettings { settings in
      switch settings.authorizationStatus {
      case .notDetermined: then("prompt")
      case .denied: then("denied")
      default: then("granted")
      }
    }
  }

  func ask(_ then: @escaping (String) -> Void) {
    center.requestAuthorization(options: [.alert, .sound]) { _, _ in self.state(then) }
  }

  /// Has iOS show exactly these. It drops what it may not show and says nothing, so then none is armed.
  func arm(_ list: [Reminder], _ then: @escaping (String?) -> Void) {
    state { state in
      guard state == "granted" else { return then("Notifications are not allowed.") }
      self.center.getPendingNotificationRequests { requests in
        let waiting = Set(requests.map { $0.identifier })
        do {
          let armed = try self.reminders.arm(list, waiting: waiting, now: Moment.now())
          // Those of the same number take the place of the old ones.
          self.center.removePendingNotificationRequests(
            withIdentifiers: waiting.subtracting(armed.map { $0.name }).sorted())
          self.categorise(armed) {
            self.add(armed) { refused in
              do {
                try self.reminders.refused(Set(refused.keys))
                then(refused.values.first)
              } catch {
                then(error.localizedDescription)
              }
            }
          }
        } catch {
          then(error.localizedDescription)
        }
      }
    }
  }

  /// What was shown and is not noted yet.
  func shown(_ then: @escaping ([String]?) -> Void) {
    state { state in
      let allowed = state == "granted"
      if !allowed { self.center.removeAllPendingNotificationRequests() }
      self.center.getPendingNotificationRequests { requests in
        let waiting = Set(requests.map { $0.identifier })
        then(try? self.reminders.shown(waiting: waiting, now: Moment.now(), allowed: allowed))
      }
    }
  }

  func noted(_ count: Int) throws {
    try reminders.noted(count)
  }

  func show(_ list: [Reminder], _ then: @escaping (String?) -> Void) {
    state { state in
      guard state == "granted" else { return then("Notifications are not allowed.") }
      self.add(list) { then($0.values.first) }
    }
  }

  /// Answers the names of those that iOS refuses, each with why.
  private func add(_ list: [Reminder], _ then: @escaping ([String: String]) -> Void) {
    let all = DispatchGroup()
    let lock = NSLock()
    var refused: [String: String] = [:]
    for reminder in list {
      all.enter()
      center.add(request(reminder)) { error in
        lock.lock()
        refused[reminder.name] = error?.localizedDescription
        lock.unlock()
        all.leave()
      }
    }
    all.notify(queue: .global()) { then(refused) }
  }

  private func request(_ reminder: Reminder) -> UNNotificationRequest {
    let content = UNMutableNotificationContent()
    content.title = reminder.title
    content.body = reminder.body
    content.sound = .default
    content.categoryIdentifier = reminder.category
    content.userInfo = ["about": reminder.about]
    let later = UNCalendarNotificationTrigger(dateMatching: Moment.components(reminder.at), repeats: false)
    let trigger = reminder.at > Moment.now() ? later : nil
    return UNNotificationRequest(identifier: reminder.name, content: content, trigger: trigger)
  }

  /// Every button opens the app: what it does is done by Rust. Those that are shown already keep theirs.
  private func categorise(_ list: [Reminder], _ then: @escaping () -> Void) {
    let kinds = Dictionary(list.map { ($0.category, $0.buttons) }, uniquingKeysWith: { first, _ in first })
    let categories = kinds.map { kind -> UNNotificationCategory in
      let actions = kind.value.map {
        UNNotificationAction(identifier: $0.name, title: $0.label, options: [.foreground])
      }
      return UNNotificationCategory(identifier: kind.key, actions: actions, intentIdentifiers: [], options: [])
    }
    center.getNotificationCategories { kept in
      let others = kept.filter { kinds[$0.identifier] == nil }
      self.center.setNotificationCategories(others.union(categories))
      then()
    }
  }

  func userNotificationCenter(
    _ center: UNUserNotificationCenter, willPresent notification: UNNotification,
    withCompletionHandler done: @escaping (UNNotificationPresentationOptions) -> Void
  ) {
    done([.banner, .list, .sound])
  }

  func userNotificationCenter(
    _ center: UNUserNotificationCenter, didReceive response: UNNotificationResponse,
    withCompletionHandler done: @escaping () -> Void
  ) {
    let pressed = response.actionIdentifier == UNNotificationDefaultActionIdentifier
    let content = response.notification.request.content
    if let about = content.userInfo["about"] as? String {
      taps.put(Tap(about: about, action: pressed ? "tap" : response.actionIdentifier))
    }
    done()
  }
}
