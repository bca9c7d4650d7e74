public final class SRString {
  public func toString() -> String { "" }
}
