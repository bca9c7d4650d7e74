package org.doorstep.phone

/** Something was pressed. The names are those of `words.rs`. */
class Tap(val about: String, val action: String)

/** The last tap, kept until somebody listens: one that starts the app comes before Rust does. */
class Taps {
  private var last: Tap? = null
  private var heard: ((Tap) -> Unit)? = null

  @Synchronized
  fun put(tap: Tap) {
    val heard = heard
    if (heard != null) heard(tap) else last = tap
  }

  @Synchronized
  fun listen(heard: (Tap) -> Unit) {
    this.heard = heard
    last?.let(heard)
    last = null
  }
}
