package org.doorstep.phone

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.util.Log
import java.io.IOException

/** The alarm, and whatever takes alarms away or moves them: a restart, an update, another time, another permission. */
class LookReceiver : BroadcastReceiver() {
  override fun onReceive(context: Context, intent: Intent) {
    try {
      Notifications.reminders(context).look(System.currentTimeMillis())
    } catch (error: IOException) {
      Log.w("Doorstep", "a reminder may be shown again", error)
    }
  }
}
