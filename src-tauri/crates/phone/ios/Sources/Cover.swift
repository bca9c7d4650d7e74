import UIKit

/// A plain page over the app while it is not in front: iOS takes a picture then, for the list of recent apps.
final class Cover {
  private var page: UIView?

  init() {
    let center = NotificationCenter.default
    _ = center.addObserver(forName: UIApplication.willResignActiveNotification, object: nil, queue: .main) {
      [weak self] _ in self?.put()
    }
    _ = center.addObserver(forName: UIApplication.didBecomeActiveNotification, object: nil, queue: .main) {
      [weak self] _ in self?.take()
    }
  }

  private func put() {
    let windows = UIApplication.shared.connectedScenes.compactMap { $0 as? UIWindowScene }.flatMap { $0.windows }
    guard page == nil, let window = windows.first(where: { $0.isKeyWindow }) else { return }
    let page = UIView(frame: window.bounds)
    page.backgroundColor = .systemBackground
    page.autoresizingMask = [.flexibleWidth, .flexibleHeight]
    window.addSubview(page)
    self.page = page
  }

  private func take() {
    page?.removeFromSuperview()
    page = nil
  }
}
