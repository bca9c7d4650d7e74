// swift-tools-version:5.7

import PackageDescription

let package = Package(
  name: "phone",
  platforms: [.iOS(.v16)],
  products: [.library(name: "phone", type: .static, targets: ["phone"])],
  dependencies: [.package(name: "Tauri", path: "../.tauri/tauri-api")],
  targets: [
    .target(name: "phone", dependencies: [.byName(name: "Tauri")], path: "Sources")
  ]
)
