import UIKit

/// Files and addresses for other apps. Each asks on the main thread and answers there.
enum HandedFiles {
  /// Asks where it is to go: an app that shows it, Files, somebody.
  static func share(_ path: String, over controller: UIViewController?, _ then: @escaping (Bool) -> Void) {
    DispatchQueue.main.async {
      // Over what it presents already nothing is presented, and nothing answers.
      guard let controller = controller, controller.presentedViewController == nil else { return then(false) }
      let file = URL(fileURLWithPath: path)
      let sheet = UIActivityViewController(activityItems: [file], applicationActivities: nil)
      // An iPad hangs it on a place, and ends the app where there is none.
      if let place = sheet.popoverPresentationController {
        place.sourceView = controller.view
        place.sourceRect = CGRect(x: controller.view.bounds.midX, y: controller.view.bounds.midY, width: 0, height: 0)
        place.permittedArrowDirections = []
      }
      controller.present(sheet, animated: true) { then(true) }
    }
  }

  /// Hands over a number or an address; false where no app takes it.
  static func open(_ address: String, _ then: @escaping (Bool) -> Void) {
    DispatchQueue.main.async {
      guard let url = URL(string: address) else { return then(false) }
      UIApplication.shared.open(url, options: [:], completionHandler: then)
    }
  }
}
