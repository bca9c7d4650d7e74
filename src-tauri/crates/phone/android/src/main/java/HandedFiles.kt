package org.doorstep.phone

import android.content.ActivityNotFoundException
import android.app.Activity
import android.content.ClipData
import android.content.Intent
import android.net.Uri
import androidx.core.content.FileProvider
import java.io.File

/** Files for other apps: those of `res/xml/phone_files.xml`, each for the one app that the person chose. */
class HandedFiles : FileProvider() {
  companion object {
    /** Has an app show it; false where none does. */
    fun view(activity: Activity, path: String, mediaType: String): Boolean =
      start(activity, Intent(Intent.ACTION_VIEW).setDataAndType(address(activity, path), mediaType))

    /** Asks where it is to go. */
    fun share(activity: Activity, path: String, mediaType: String): Boolean {
      val file = address(activity, path)
      val send = Intent(Intent.ACTION_SEND).setType(mediaType).putExtra(Intent.EXTRA_STREAM, file)
      // The chooser passes on the right to read what is in the clip.
      send.clipData = ClipData.newRawUri(null, file)
      send.addFlags(Intent.FLAG_GRANT_READ_URI_PERMISSION)
      return start(activity, Intent.createChooser(send, null))
    }

    /** Hands over a number or an address; false where no app takes it. */
    fun open(activity: Activity, address: String): Boolean =
      start(activity, Intent(Intent.ACTION_VIEW, Uri.parse(address)).addFlags(Intent.FLAG_ACTIVITY_NEW_TASK))

    private fun address(activity: Activity, path: String): Uri =
      FileProvider.getUriForFile(activity, activity.packageName + ".phone.files", File(path))

    private fun start(activity: Activity, intent: Intent): Boolean =
      try {
        activity.startActivity(intent.addFlags(Intent.FLAG_GRANT_READ_URI_PERMISSION))
        true
      } catch (none: ActivityNotFoundException) {
        false
      }
  }
}
