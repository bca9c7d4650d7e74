package org.doorstep.phone

/** One reminder, as Rust hands it over. The names are those of `words.rs`. */
class Reminder {
  /** Its notification's number. */
  var number: Int = 0

  /** When to show it, in milliseconds of UTC. */
  var at: Long = 0

  /** From when on it is not shown any more. */
  var over: Long? = null
  var title: String = ""
  var body: String = ""
  var buttons: List<Button> = emptyList()

  /** Goes back to Rust as it came. */
  var about: String = ""
}

class Button {
  var name: String = ""
  var label: String = ""
}
