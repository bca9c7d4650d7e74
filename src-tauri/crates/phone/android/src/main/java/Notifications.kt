package org.doorstep.phone

import android.app.AlarmManager
import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.graphics.drawable.Icon
import android.os.Build
import java.io.File

/** Reminders as Android's notifications, and its alarm. */
class Notifications(private val context: Context) : Showing {
  private val manager = context.getSystemService(Context.NOTIFICATION_SERVICE) as NotificationManager
  private val alarms = context.getSystemService(Context.ALARM_SERVICE) as AlarmManager

  /** Whether Android shows any of ours: the person may have refused all of them, or this channel alone. */
  fun areShown(): Boolean {
    if (!manager.areNotificationsEnabled()) return false
    val channel = manager.getNotificationChannel(CHANNEL)
    return channel == null || channel.importance != NotificationManager.IMPORTANCE_NONE
  }

  override fun show(reminder: Reminder): Boolean {
    if (!areShown()) return false
    val name = context.getString(R.string.phone_channel)
    manager.createNotificationChannel(NotificationChannel(CHANNEL, name, NotificationManager.IMPORTANCE_DEFAULT))
    val builder = Notification.Builder(context, CHANNEL)
    builder.setSmallIcon(R.drawable.phone_reminder)
    builder.setContentTitle(reminder.title)
    builder.setContentText(reminder.body)
    builder.setStyle(Notification.BigTextStyle().bigText(reminder.body))
    builder.setCategory(Notification.CATEGORY_REMINDER)
    builder.setWhen(reminder.at)
    builder.setShowWhen(true)
    builder.setAutoCancel(true)
    builder.setContentIntent(opening(reminder, PRESSED))
    for (button in reminder.buttons) {
      val icon = Icon.createWithResource(context, R.drawable.phone_reminder)
      builder.addAction(Notification.Action.Builder(icon, button.label, opening(reminder, button.name)).build())
    }
    manager.notify(reminder.number, builder.build())
    return true
  }

  /** Whether Android lets alarms come at the minute. The person allows it apart, since Android 12. */
  fun areOnTime() = Build.VERSION.SDK_INT < 31 || alarms.canScheduleExactAlarms()

  override fun wake(at: Long?) {
    val look = Intent(context, LookReceiver::class.java)
    val alarm = PendingIntent.getBroadcast(context, 0, look, FLAGS)
    when {
      at == null -> alarms.cancel(alarm)
      areOnTime() -> alarms.setExactAndAllowWhileIdle(AlarmManager.RTC_WAKEUP, at, alarm)
      else -> alarms.setAndAllowWhileIdle(AlarmManager.RTC_WAKEUP, at, alarm)
    }
  }

  /** What was pressed, where this is what starts the app or brings it back; null for any other start. */
  fun tapped(intent: Intent): Tap? {
    // The list of recent apps starts the app again by what started it the last time.
    val again = intent.flags and Intent.FLAG_ACTIVITY_LAUNCHED_FROM_HISTORY != 0
    // Any app can start the activity by its own name, and say there what it likes.
    if (intent.component?.className != TAPPED || again) return null
    val action = intent.action ?: return null
    val about = intent.getStringExtra(ABOUT) ?: return null
    manager.cancel(intent.getIntExtra(NUMBER, 0))
    return Tap(about, action)
  }

  /** Every button opens the app: what it does is done by Rust, which only runs there. */
  private fun opening(reminder: Reminder, action: String): PendingIntent {
    val open = Intent(action).setClassName(context, TAPPED)
    open.setFlags(Intent.FLAG_ACTIVITY_NEW_TASK)
    open.putExtra(ABOUT, reminder.about)
    open.putExtra(NUMBER, reminder.number)
    return PendingIntent.getActivity(context, reminder.number, open, FLAGS)
  }

  companion object {
    private const val CHANNEL = "reminders"
    private const val PRESSED = "tap"

    /** The manifest's name for the app's activity that only we can start it by. */
    private const val TAPPED = "org.doorstep.phone.Tapped"
    private const val ABOUT = "about"
    private const val NUMBER = "number"
    private const val FLAGS = PendingIntent.FLAG_UPDATE_CURRENT or PendingIntent.FLAG_IMMUTABLE

    private var reminders: Reminders? = null

    /**
     * The reminders of this process. They are kept where Android can read only after the person has unlocked the phone
     * once since it started, and are shown then: they say what somebody wants to do.
     */
    @Synchronized
    fun reminders(context: Context): Reminders {
      val app = context.applicationContext
      val kept = reminders ?: Reminders(File(app.noBackupFilesDir, "reminders"), Notifications(app))
      reminders = kept
      return kept
    }
  }
}
