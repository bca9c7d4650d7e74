// What the Android build makes of `res/`. `cargo xtask phones` compares the names.
package org.doorstep.phone

object R {
  object drawable {
    const val phone_reminder = 1
  }

  object string {
    const val phone_channel = 1
  }
}
