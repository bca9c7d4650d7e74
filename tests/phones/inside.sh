#!/usr/bin/env bash
# What try.sh runs in its root: /phones is this folder, /phone the crate, /tauri Tauri's sources, /kotlin the compiler's.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

echo '▸ Kotlin: the oldest part of the API from Debian, newer members from newer.tsv, AndroidX from stubs'
jars=/kotlin/run_kotlin_kernel/jars
compiler=$(echo $jars/*-all.jar)
library=$(echo $jars/kotlin-stdlib-*.jar)
share=/usr/share/java
android=$share/com.android.android-23.jar
jackson=$share/jackson-core.jar:$share/jackson-databind.jar:$share/jackson-annotations.jar
mkdir -p made newer stubs tauri phone tests
javac -nowarn -cp "$compiler" -d made /phones/android/Newer.java
java -cp "made:$compiler" Newer $android /phones/android/newer.tsv newer
javac -nowarn -cp "newer:$android:$jackson" -d stubs $(find /phones/android/stubs -name '*.java')
path=newer:$android:stubs:$jackson:$library
kotlin() {
  java -Xmx1500m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -cp "$compiler:$jars/*" org.jetbrains.kotlin.cli.jvm.K2JVMCompiler \
    -no-stdlib -no-reflect -jvm-target 1.8 "$@"
}
kotlin -nowarn -cp "$path" -d tauri /phones/android/stubs/{tauri,edit}.kt \
  $(find /tauri/mobile/android/src/main/java -name '*.kt' ! -name PermissionHelper.kt)
kotlin -Werror -cp "$path:tauri" -d phone /phone/android/src/main/java/*.kt /phones/android/stubs/resources.kt
kotlin -Werror -cp "phone:$path:$share/junit4.jar" -d tests /phone/android/src/test/java/*.kt
tests=$(cd tests && find . -name '*Test.class' | sed 's,^\./,,; s,\.class$,,; s,/,.,g')
java -Dreminders=/phone/reminders.json -cp "phone:tests:$library:$jackson:$share/junit4.jar:$share/hamcrest-all.jar" \
  org.junit.runner.JUnitCore $tests

echo '▸ Swift: Foundation from Debian, the rest from stubs; nothing is Objective-C here'
mkdir -p swift/tauri swift/phone
cd swift
swift() { swiftc -swift-version 5 -parse-as-library -I . "$@"; }
module() { swift -suppress-warnings -emit-module -module-name "$1" -emit-module-path "$1.swiftmodule" "${@:2}"; }
for name in UIKit UserNotifications SwiftRs WebKit; do module $name /phones/ios/stubs/$name.swift; done
for name in Channel Invoke JsonValue JSTypes Plugin/Plugin; do
  sed 's/@objc //' "/tauri/mobile/ios-api/Sources/Tauri/$name.swift" >"tauri/$(basename $name).swift"
done
sed -i '/^import os.log/d' tauri/*.swift
module Tauri tauri/*.swift /phones/ios/stubs/PluginManager.swift
for file in /phone/ios/Sources/*.swift; do sed 's/@objc //; /^@_cdecl/d' "$file" >"phone/$(basename "$file")"; done
swift -warnings-as-errors -typecheck -module-name phone phone/*.swift
swift -o tests -module-name tests phone/{Reminder,Reminders,Taps,Moment,Managed}.swift /phone/ios/Tests/*.swift
REMINDERS=/phone/reminders.json ./tests
