package org.doorstep.phone

import java.io.ByteArrayInputStream
import java.io.DataInputStream
import java.io.DataOutputStream
import java.io.File
import java.io.FileOutputStream
import java.io.IOException

/** What a phone does for the reminders. */
interface Showing {
  /** Shows one; false where the person does not allow it. */
  fun show(reminder: Reminder): Boolean

  /** Has [Reminders.look] called then, in place of any time said before; null: not at all. */
  fun wake(at: Long?)
}

/**
 * The reminders that are armed, and those shown that Rust has not noted yet. Both are in one file, which is written whole
 * or not at all. One alarm is enough: whenever it goes off, what is due is shown and the next is set.
 */
class Reminders(private val file: File, private val showing: Showing) {
  private class Kept(val armed: List<Reminder>, val shown: List<String>)

  /** Takes this list in place of the last, and shows what is due. What was shown while it was made is not shown again. */
  @Synchronized
  @Throws(IOException::class)
  fun arm(list: List<Reminder>, now: Long) {
    val shown = read().shown
    write(Kept(list.filter { it.about !in shown }.sortedBy { it.at }, shown))
    look(now)
  }

  /** Shows what is due, and has the phone wake us for the next: after an alarm, a restart, an update, a change of time. */
  @Synchronized
  @Throws(IOException::class)
  fun look(now: Long) {
    var kept = read()
    // Before anything that may fail.
    showing.wake(kept.armed.map { it.at }.filter { it > now }.minOrNull())
    for (due in kept.armed.filter { it.at <= now }) {
      val over = due.over
      val isOver = over != null && over <= now
      // What is not allowed now is tried again at the next look.
      if (!isOver && !showing.show(due)) continue
      val shown = if (isOver) kept.shown else kept.shown + due.about
      kept = Kept(kept.armed.filter { it !== due }, shown)
      write(kept)
    }
  }

  /** What was shown and is not noted yet, the first shown first. */
  @Synchronized fun shown(): List<String> = read().shown

  /** The first [count] of [shown] are noted. */
  @Synchronized
  @Throws(IOException::class)
  fun noted(count: Int) {
    val kept = read()
    write(Kept(kept.armed, kept.shown.drop(count)))
  }

  /** Nothing, where there is no file or one that is not ours: Rust arms its list again at the next start. */
  private fun read(): Kept =
    try {
      DataInputStream(ByteArrayInputStream(file.readBytes())).use { kept(it) }
    } catch (none: IOException) {
      Kept(emptyList(), emptyList())
    }

  private fun write(kept: Kept) {
    val part = File(file.path + ".part")
    FileOutputStream(part).use { out ->
      DataOutputStream(out).run {
        writeInt(VERSION)
        list(kept.armed) { reminder(it) }
        list(kept.shown) { writeUTF(it) }
        flush()
      }
      out.fd.sync()
    }
    if (!part.renameTo(file)) throw IOException("the list of reminders was not kept")
  }

  private fun kept(input: DataInputStream): Kept {
    if (input.readInt() != VERSION) throw IOException("another version's list")
    return Kept(input.list { reminder(it) }, input.list { it.readUTF() })
  }

  private fun DataOutputStream.reminder(reminder: Reminder) {
    writeInt(reminder.number)
    writeLong(reminder.at)
    writeLong(reminder.over ?: Long.MAX_VALUE)
    writeUTF(reminder.title)
    writeUTF(reminder.body)
    list(reminder.buttons) {
      writeUTF(it.name)
      writeUTF(it.label)
    }
    writeUTF(reminder.about)
  }

  private fun reminder(input: DataInputStream) =
    Reminder().apply {
      number = input.readInt()
      at = input.readLong()
      over = input.readLong().takeIf { it != Long.MAX_VALUE }
      title = input.readUTF()
      body = input.readUTF()
      buttons =
        input.list {
          Button().apply {
            name = it.readUTF()
            label = it.readUTF()
          }
        }
      about = input.readUTF()
    }

  private fun <T> DataOutputStream.list(all: List<T>, one: (T) -> Unit) {
    writeInt(all.size)
    all.forEach(one)
  }

  private fun <T> DataInputStream.list(one: (DataInputStream) -> T): List<T> {
    val size = readInt()
    if (size !in 0..MOST) throw IOException("not a list of ours")
    return List(size) { one(this) }
  }

  private companion object {
    const val VERSION = 1

    /** Rust arms 50; far fewer are shown before it notes them. */
    const val MOST = 10_000
  }
}
