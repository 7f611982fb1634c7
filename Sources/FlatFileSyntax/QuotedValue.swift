/// A value as a finding shows it: the beginning of it, in quotes.
public func quoted(_ value: some Collection<UInt8>) -> String {
    let text = String(decoding: value.prefix(120), as: UTF8.self)
    return "'\(text.prefix(40))\(text.count > 40 ? "…" : "")'"
}
