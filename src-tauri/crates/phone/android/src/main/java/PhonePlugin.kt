package org.doorstep.phone

import android.Manifest
import android.app.Activity
import android.content.Intent
import android.os.Build
import android.os.Bundle
import android.view.WindowManager
import android.webkit.WebView
import androidx.appcompat.app.AppCompatActivity
import app.tauri.PermissionState
import app.tauri.annotation.Command
import app.tauri.annotation.InvokeArg
import app.tauri.annotation.Permission
import app.tauri.annotation.PermissionCallback
import app.tauri.annotation.TauriPlugin
import app.tauri.plugin.Channel
import app.tauri.plugin.Invoke
import app.tauri.plugin.Plugin

@InvokeArg
class ListArgs {
  var list: List<Reminder> = emptyList()
}

@InvokeArg
class HandedArgs {
  lateinit var path: String
  lateinit var mediaType: String
}

@InvokeArg
class TextArg {
  lateinit var value: String
}

@InvokeArg
class CountArg {
  var value: Int = 0
}

@InvokeArg
class SwitchArg {
  var value: Boolean = false
}

@InvokeArg
class ChannelArg {
  lateinit var value: Channel
}

/** What Rust asks of the phone: each command as in `asked.rs`. An exception in one is that command's error. */
@TauriPlugin(permissions = [Permission(strings = [Manifest.permission.POST_NOTIFICATIONS], alias = "notifications")])
class PhonePlugin(activity: Activity) : Plugin(activity) {
  /** The one on the screen. Android makes another where the size of text changes, and keeps the plugin. */
  private var front = activity as AppCompatActivity
  private var covered = false
  private val notifications = Notifications(activity.applicationContext)
  private val reminders = Notifications.reminders(activity)
  private val taps = Taps()

  override fun load(webView: WebView) {
    // After Android has ended the process, it starts the activity again by what started it the first time: that has been
    // answered.
    if (!isRestored(front)) front.intent?.let { onNewIntent(it) }
    protect()
  }

  override fun onResume(activity: AppCompatActivity) {
    if (activity === front) return
    front = activity
    isRestored(activity)
    protect()
  }

  override fun onNewIntent(intent: Intent) {
    notifications.tapped(intent)?.let { taps.put(it) }
  }

  @Command
  fun listen(invoke: Invoke) {
    val channel = invoke.parseArgs(ChannelArg::class.java).value
    taps.listen { channel.sendObject(mapOf("about" to it.about, "action" to it.action)) }
    invoke.resolve()
  }

  @Command fun permission(invoke: Invoke) = invoke.resolveObject(mapOf("state" to state()))

  @Command
  fun ask(invoke: Invoke) {
    // Android answers nothing where there is nothing to ask.
    if (state() == "prompt") requestPermissionForAlias(ALIAS, invoke, "permissionAsked") else permission(invoke)
  }

  @PermissionCallback fun permissionAsked(invoke: Invoke) = permission(invoke)

  @Command
  fun arm(invoke: Invoke) {
    reminders.arm(invoke.parseArgs(ListArgs::class.java).list, System.currentTimeMillis())
    invoke.resolve()
  }

  @Command fun shown(invoke: Invoke) = invoke.resolveObject(mapOf("texts" to reminders.shown()))

  @Command
  fun noted(invoke: Invoke) {
    reminders.noted(invoke.parseArgs(CountArg::class.java).value)
    invoke.resolve()
  }

  @Command
  fun show(invoke: Invoke) {
    val shown = invoke.parseArgs(ListArgs::class.java).list.all { notifications.show(it) }
    answer(invoke, shown, "Notifications are not allowed.")
  }

  @Command
  fun open(invoke: Invoke) {
    answer(invoke, HandedFiles.open(front, invoke.parseArgs(TextArg::class.java).value), NONE)
  }

  @Command
  fun view(invoke: Invoke) {
    val handed = invoke.parseArgs(HandedArgs::class.java)
    answer(invoke, HandedFiles.view(front, handed.path, handed.mediaType), NONE)
  }

  @Command
  fun share(invoke: Invoke) {
    val handed = invoke.parseArgs(HandedArgs::class.java)
    answer(invoke, HandedFiles.share(front, handed.path, handed.mediaType), NONE)
  }

  @Command
  fun cover(invoke: Invoke) {
    covered = invoke.parseArgs(SwitchArg::class.java).value
    front.runOnUiThread { protect() }
    invoke.resolve()
  }

  @Command
  fun managed(invoke: Invoke) = invoke.resolveObject(mapOf("texts" to listOfNotNull(Managed.text(front))))

  /** Whether Android made it again from what it kept of an earlier one. Asked once of each, as that also marks it. */
  private fun isRestored(activity: AppCompatActivity): Boolean {
    val kept = activity.savedStateRegistry
    kept.registerSavedStateProvider(STARTED) { Bundle() }
    return kept.consumeRestoredStateForKey(STARTED) != null
  }

  private fun protect() {
    // The list of recent apps shows a plain card.
    if (Build.VERSION.SDK_INT >= 33) front.setRecentsScreenshotEnabled(false)
    val secure = WindowManager.LayoutParams.FLAG_SECURE
    if (covered) front.window.addFlags(secure) else front.window.clearFlags(secure)
  }

  private fun answer(invoke: Invoke, done: Boolean, why: String) {
    if (done) invoke.resolve() else invoke.reject(why)
  }

  private fun state(): String {
    if (notifications.areShown()) return if (notifications.areOnTime()) "granted" else "late"
    // Before Android 13 there is nothing to ask: the person has switched them off.
    if (Build.VERSION.SDK_INT < 33) return "denied"
    return when (getPermissionState(ALIAS)) {
      PermissionState.PROMPT, PermissionState.PROMPT_WITH_RATIONALE -> "prompt"
      else -> "denied"
    }
  }

  private companion object {
    const val ALIAS = "notifications"
    const val STARTED = "org.doorstep.phone.started"
    const val NONE = "No app takes it."
  }
}
