@_exported import Foundation

open class UIResponder: NSObject {}
public class UIColor: NSObject {
  public static var systemBackground: UIColor { UIColor() }
}
open class UIView: UIResponder {
  public struct AutoresizingMask: OptionSet {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let flexibleWidth = AutoresizingMask(rawValue: 2)
    public static let flexibleHeight = AutoresizingMask(rawValue: 16)
  }
  public init(frame: CGRect) {}
  public var bounds: CGRect { .zero }
  public var backgroundColor: UIColor?
  public var autoresizingMask: AutoresizingMask = []
  public func addSubview(_ view: UIView) {}
  public func removeFromSuperview() {}
}
open class UIWindow: UIView {
  public var isKeyWindow: Bool { false }
}
open class UIScene: UIResponder {}
open class UIWindowScene: UIScene {
  public var windows: [UIWindow] { [] }
}
public struct UIPopoverArrowDirection: OptionSet {
  public let rawValue: UInt
  public init(rawValue: UInt) { self.rawValue = rawValue }
}
open class UIPopoverPresentationController: NSObject {
  public var sourceView: UIView?
  public var sourceRect: CGRect = .zero
  public var permittedArrowDirections: UIPopoverArrowDirection = []
}
open class UIViewController: UIResponder {
  public var view: UIView! { nil }
  public var popoverPresentationController: UIPopoverPresentationController? { nil }
  public var presentedViewController: UIViewController? { nil }
  public func present(_ controller: UIViewController, animated: Bool, completion: (() -> Void)? = nil) {}
}
open class UIActivity: NSObject {}
open class UIActivityViewController: UIViewController {
  public init(activityItems: [Any], applicationActivities: [UIActivity]?) {}
}
open class UIApplication: UIResponder {
  public struct OpenExternalURLOptionsKey: Hashable {}
  public static var shared: UIApplication { UIApplication() }
  public static var willResignActiveNotification: NSNotification.Name { .init("") }
  public static var didBecomeActiveNotification: NSNotification.Name { .init("") }
  public var connectedScenes: Set<UIScene> { [] }
  public func open(
    _ url: URL, options: [OpenExternalURLOptionsKey: Any] = [:], completionHandler: ((Bool) -> Void)? = nil
  ) {}
}
