// What the Android build makes for Tauri's Kotlin, and what of AndroidX it names that is Kotlin.
package app.tauri

object BuildConfig {
  const val DEBUG = false
}

/** Tauri's own names a class of a newer Android that has no stub. */
object PermissionHelper {
  fun hasPermissions(context: android.content.Context?, permissions: Array<String>): Boolean = false

  fun hasDefinedPermission(context: android.content.Context, permission: String): Boolean = false

  fun hasDefinedPermissions(context: android.content.Context, permissions: Array<String>): Boolean = false

  fun getUndefinedPermissions(context: android.content.Context, permissions: Array<String>): Array<String> = permissions
}
