package org.doorstep.phone

import android.content.Context
import android.content.RestrictionsManager
import android.os.Bundle
import org.json.JSONArray
import org.json.JSONObject

/** What the organisation's device management sets. */
object Managed {
  /** As a JSON object; null where it sets nothing. */
  fun text(context: Context): String? {
    val manager = context.getSystemService(Context.RESTRICTIONS_SERVICE) as? RestrictionsManager
    val set = manager?.applicationRestrictions ?: return null
    return if (set.isEmpty) null else json(set).toString()
  }

  private fun json(set: Bundle): JSONObject {
    val json = JSONObject()
    for (key in set.keySet()) {
      @Suppress("DEPRECATION")
      when (val value = set.get(key)) {
        is String, is Boolean, is Int -> json.put(key, value)
        is Array<*> -> json.put(key, JSONArray(value.filterIsInstance<String>()))
        // Rust says which setting cannot be read, and does not take it for one that is not set.
        else -> json.put(key, JSONObject.NULL)
      }
    }
    return json
  }
}
