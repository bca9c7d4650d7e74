@_exported import UIKit

open class WKWebView: UIView {}
