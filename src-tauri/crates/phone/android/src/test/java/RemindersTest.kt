package org.doorstep.phone

import com.fasterxml.jackson.core.type.TypeReference
import com.fasterxml.jackson.databind.ObjectMapper
import java.io.File
import java.io.IOException
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder

private const val MINUTE = 60_000L

class RemindersTest {
  @get:Rule val folder = TemporaryFolder()

  private class Phone : Showing {
    val shown = mutableListOf<Int>()
    var allowed = true
    var wakes: Long? = null

    override fun show(reminder: Reminder): Boolean {
      if (allowed) shown += reminder.number
      return allowed
    }

    override fun wake(at: Long?) {
      wakes = at
    }
  }

  private val phone = Phone()

  /** As after a restart: all that is left is the file. */
  private fun started() = Reminders(File(folder.root, "reminders"), phone)

  private fun reminder(number: Int, at: Long, over: Long? = null) =
    Reminder().also {
      it.number = number
      it.at = at
      it.over = over
      it.title = "Doorstep"
      it.body = "Ein Gruß 📞"
      it.buttons = listOf(Button().apply { name = "open" }, Button().apply { label = "Snooze" })
      it.about = "about $number"
    }

  @Test
  fun each_is_shown_once_when_its_time_comes_also_after_a_restart() {
    started().arm(listOf(reminder(2, 20 * MINUTE), reminder(1, 10 * MINUTE)), 0)
    assertEquals(10 * MINUTE, phone.wakes)
    assertEquals(emptyList<Int>(), phone.shown)
    started().look(10 * MINUTE)
    assertEquals(listOf(1), phone.shown)
    assertEquals(20 * MINUTE, phone.wakes)
    started().look(11 * MINUTE)
    assertEquals(listOf(1), phone.shown)
    started().look(25 * MINUTE)
    assertEquals(listOf(1, 2), phone.shown)
    assertEquals(null, phone.wakes)
  }

  @Test
  fun a_new_list_takes_the_place_of_the_last() {
    started().arm(listOf(reminder(1, 10 * MINUTE), reminder(2, 20 * MINUTE)), 0)
    started().arm(listOf(reminder(2, 30 * MINUTE)), 0)
    started().look(25 * MINUTE)
    assertEquals(emptyList<Int>(), phone.shown)
    assertEquals(30 * MINUTE, phone.wakes)
    started().arm(emptyList(), 0)
    assertEquals(null, phone.wakes)
    started().look(99 * MINUTE)
    assertEquals(emptyList<Int>(), phone.shown)
  }

  @Test
  fun what_was_shown_while_the_list_was_made_is_not_shown_again() {
    started().arm(listOf(reminder(1, 10 * MINUTE)), 0)
    started().look(10 * MINUTE)
    started().arm(listOf(reminder(1, 10 * MINUTE), reminder(2, 20 * MINUTE)), 11 * MINUTE)
    assertEquals(listOf(1), phone.shown)
    assertEquals(20 * MINUTE, phone.wakes)
  }

  @Test
  fun a_phone_that_was_off_shows_what_it_missed_but_nothing_stale() {
    val list = listOf(reminder(1, 10 * MINUTE, 20 * MINUTE), reminder(2, 10 * MINUTE, 90 * MINUTE), reminder(3, 10 * MINUTE))
    started().arm(list, 0)
    started().look(60 * MINUTE)
    assertEquals(listOf(2, 3), phone.shown)
    assertEquals(listOf("about 2", "about 3"), started().shown())
  }

  @Test
  fun a_clock_that_is_set_back_waits_again_and_repeats_nothing() {
    started().arm(listOf(reminder(1, 10 * MINUTE), reminder(2, 20 * MINUTE)), 0)
    started().look(12 * MINUTE)
    started().look(5 * MINUTE)
    assertEquals(20 * MINUTE, phone.wakes)
    assertEquals(listOf(1), phone.shown)
  }

  @Test
  fun what_is_not_allowed_is_not_shown_and_comes_when_it_is() {
    phone.allowed = false
    started().arm(listOf(reminder(1, 10 * MINUTE)), 0)
    started().look(10 * MINUTE)
    assertEquals(emptyList<String>(), started().shown())
    phone.allowed = true
    started().look(11 * MINUTE)
    assertEquals(listOf("about 1"), started().shown())
  }

  @Test
  fun what_was_shown_stays_until_rust_has_noted_it() {
    started().arm(listOf(reminder(1, 10 * MINUTE), reminder(2, 11 * MINUTE), reminder(3, 12 * MINUTE)), 0)
    started().look(11 * MINUTE)
    val noted = started().shown()
    assertEquals(listOf("about 1", "about 2"), noted)
    // One more is shown while Rust writes.
    started().look(12 * MINUTE)
    started().noted(noted.size)
    assertEquals(listOf("about 3"), started().shown())
    started().arm(listOf(reminder(4, 99 * MINUTE)), 12 * MINUTE)
    assertEquals(listOf("about 3"), started().shown())
  }

  @Test
  fun a_file_that_is_not_ours_is_an_empty_list() {
    val file = File(folder.root, "reminders")
    started().arm(listOf(reminder(1, 10 * MINUTE)), 0)
    val whole = file.readBytes()
    for (length in 0 until whole.size) {
      file.writeBytes(whole.copyOf(length))
      started().look(99 * MINUTE)
    }
    file.writeBytes(ByteArray(64) { -1 })
    started().look(99 * MINUTE)
    assertEquals(emptyList<Int>(), phone.shown)
    file.writeBytes(whole)
    started().look(99 * MINUTE)
    assertEquals(listOf(1), phone.shown)
  }

  @Test
  fun a_list_that_cannot_be_kept_is_an_error_and_the_last_one_stays() {
    started().arm(listOf(reminder(1, 10 * MINUTE)), 0)
    // In the place of the file that is written first.
    assertTrue(File(folder.root, "reminders.part").mkdir())
    val refused = runCatching { started().arm(emptyList(), 0) }
    assertTrue(refused.exceptionOrNull() is IOException)
    started().look(10 * MINUTE - 1)
    assertEquals(10 * MINUTE, phone.wakes)
  }

  @Test
  fun rusts_list_is_read_with_every_word_of_it() {
    val json = File(System.getProperty("reminders") ?: "../reminders.json")
    val list = ObjectMapper().readValue(json, object : TypeReference<List<Reminder>>() {})
    started().arm(list, 0)
    var read: Reminder? = null
    val showing =
      object : Showing {
        override fun show(reminder: Reminder): Boolean {
          read = reminder
          return true
        }

        override fun wake(at: Long?) {}
      }
    Reminders(File(folder.root, "reminders"), showing).look(1_790_000_000_000)
    assertEquals(ObjectMapper().readTree(json)[0], ObjectMapper().valueToTree(read))
  }
}

class TapsTest {
  private val heard = mutableListOf<String>()

  @Test
  fun the_tap_that_starts_the_app_is_kept_until_somebody_listens_and_then_forgotten() {
    val taps = Taps()
    taps.put(Tap("first", "tap"))
    taps.put(Tap("last", "snooze"))
    taps.listen { heard += it.about + " " + it.action }
    assertEquals(listOf("last snooze"), heard)
    taps.listen { heard += "again" }
    assertEquals(listOf("last snooze"), heard)
    taps.put(Tap("x", "tap"))
    assertEquals(listOf("last snooze", "again"), heard)
    assertFalse(heard.isEmpty())
  }
}
