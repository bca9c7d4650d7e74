import UIKit

/// Tauri's own runs Objective-C's messages, which there are none of on Linux.
public class PluginManager {
  static let shared = PluginManager()
  public var viewController: UIViewController?
}
