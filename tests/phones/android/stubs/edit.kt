// The one function of AndroidX's Kotlin that Tauri calls.
package androidx.core.content

fun android.content.SharedPreferences.edit(
  commit: Boolean = false,
  action: android.content.SharedPreferences.Editor.() -> Unit,
) {}
