@_exported import Foundation

public let UNNotificationDefaultActionIdentifier = "com.apple.UNNotificationDefaultActionIdentifier"

public enum UNAuthorizationStatus: Int { case notDetermined, denied, authorized, provisional, ephemeral }
public struct UNAuthorizationOptions: OptionSet {
  public let rawValue: UInt
  public init(rawValue: UInt) { self.rawValue = rawValue }
  public static let sound = UNAuthorizationOptions(rawValue: 2)
  public static let alert = UNAuthorizationOptions(rawValue: 4)
}
public struct UNNotificationPresentationOptions: OptionSet {
  public let rawValue: UInt
  public init(rawValue: UInt) { self.rawValue = rawValue }
  public static let sound = UNNotificationPresentationOptions(rawValue: 2)
  public static let list = UNNotificationPresentationOptions(rawValue: 8)
  public static let banner = UNNotificationPresentationOptions(rawValue: 16)
}
open class UNNotificationSettings: NSObject {
  public var authorizationStatus: UNAuthorizationStatus { .denied }
}
open class UNNotificationSound: NSObject {
  public static var `default`: UNNotificationSound { UNNotificationSound() }
}
open class UNNotificationContent: NSObject {
  public var userInfo: [AnyHashable: Any] { [:] }
}
open class UNMutableNotificationContent: UNNotificationContent {
  public var title = ""
  public var body = ""
  public var sound: UNNotificationSound?
  public var categoryIdentifier = ""
  override public var userInfo: [AnyHashable: Any] {
    get { [:] }
    set {}
  }
}
open class UNNotificationTrigger: NSObject {}
open class UNCalendarNotificationTrigger: UNNotificationTrigger {
  public convenience init(dateMatching components: DateComponents, repeats: Bool) { self.init() }
}
open class UNNotificationRequest: NSObject {
  public var identifier: String { "" }
  public var content: UNNotificationContent { UNNotificationContent() }
  public convenience init(identifier: String, content: UNNotificationContent, trigger: UNNotificationTrigger?) {
    self.init()
  }
}
open class UNNotification: NSObject {
  public var request: UNNotificationRequest { UNNotificationRequest() }
}
open class UNNotificationResponse: NSObject {
  public var notification: UNNotification { UNNotification() }
  public var actionIdentifier: String { "" }
}
public struct UNNotificationActionOptions: OptionSet {
  public let rawValue: UInt
  public init(rawValue: UInt) { self.rawValue = rawValue }
  public static let foreground = UNNotificationActionOptions(rawValue: 4)
}
open class UNNotificationAction: NSObject {
  public convenience init(identifier: String, title: String, options: UNNotificationActionOptions = []) { self.init() }
}
public struct UNNotificationCategoryOptions: OptionSet {
  public let rawValue: UInt
  public init(rawValue: UInt) { self.rawValue = rawValue }
}
open class UNNotificationCategory: NSObject {
  public var identifier: String { "" }
  public convenience init(
    identifier: String, actions: [UNNotificationAction], intentIdentifiers: [String],
    options: UNNotificationCategoryOptions = []
  ) { self.init() }
}
public protocol UNUserNotificationCenterDelegate: AnyObject {
  func userNotificationCenter(
    _ center: UNUserNotificationCenter, willPresent notification: UNNotification,
    withCompletionHandler done: @escaping (UNNotificationPresentationOptions) -> Void)
  func userNotificationCenter(
    _ center: UNUserNotificationCenter, didReceive response: UNNotificationResponse,
    withCompletionHandler done: @escaping () -> Void)
}
open class UNUserNotificationCenter: NSObject {
  public static func current() -> UNUserNotificationCenter { UNUserNotificationCenter() }
  public weak var delegate: UNUserNotificationCenterDelegate?
  public func getNotificationSettings(completionHandler: @escaping (UNNotificationSettings) -> Void) {}
  public func requestAuthorization(
    options: UNAuthorizationOptions = [], completionHandler: @escaping (Bool, Error?) -> Void
  ) {}
  public func getPendingNotificationRequests(completionHandler: @escaping ([UNNotificationRequest]) -> Void) {}
  public func removePendingNotificationRequests(withIdentifiers: [String]) {}
  public func removeAllPendingNotificationRequests() {}
  public func getNotificationCategories(completionHandler: @escaping (Set<UNNotificationCategory>) -> Void) {}
  public func setNotificationCategories(_ categories: Set<UNNotificationCategory>) {}
  public func add(_ request: UNNotificationRequest, withCompletionHandler: ((Error?) -> Void)? = nil) {}
}
