public import Documents

/// A term in which two invoices differ.
public struct InvoiceDifference: Hashable, Sendable {
    /// Where it stands in the invoice, such as `lines[2].item.buyerID`.
    public let path: String
    /// The term of EN 16931, such as `BT-156`; empty where it has none.
    public let term: String
    /// What the first says; empty where it says nothing.
    public let before: String
    public let after: String
}

/// The terms in which an invoice differs from another, in the order of the model.
///
/// It goes through the values as they are put together, so a term that is added to the model is compared too.
public func differences(from before: Invoice, to after: Invoice) -> [InvoiceDifference] {
    var walk = DifferenceWalk()
    walk.compare(before, after, path: "")
    return walk.differences
}

private struct DifferenceWalk {
    var differences: [InvoiceDifference] = []

    mutating func compare(_ before: Any, _ after: Any, path: String) {
        if let a = before as? AnyHashable, let b = after as? AnyHashable, a == b { return }
        let (a, b) = (Mirror(reflecting: before), Mirror(reflecting: after))
        switch (a.displayStyle, b.displayStyle) {
        case (.optional?, .optional?): compareOptionals(a, b, path)
        case (.collection?, .collection?) where type(of: before) != [UInt8].self: compareLists(a, b, path)
        case (.struct?, .struct?) where isComposed(before): compareParts(before, after, path)
        default: report(path, text(before), text(after))
        }
    }

    private mutating func compareOptionals(_ a: Mirror, _ b: Mirror, _ path: String) {
        switch (a.children.first?.value, b.children.first?.value) {
        case (let before?, let after?): compare(before, after, path: path)
        case (let before?, nil): report(path, text(before), "")
        case (nil, let after?): report(path, "", text(after))
        case (nil, nil): break
        }
    }

    private mutating func compareLists(_ a: Mirror, _ b: Mirror, _ path: String) {
        let (before, after) = (Array(a.children), Array(b.children))
        for index in 0..<max(before.count, after.count) {
            let place = "\(path)[\(index + 1)]"
            if index >= after.count {
                report(place, text(before[index].value), "")
            } else if index >= before.count {
                report(place, "", text(after[index].value))
            } else {
                compare(before[index].value, after[index].value, path: place)
            }
        }
    }

    private mutating func compareParts(_ a: Any, _ b: Any, _ path: String) {
        for (before, after) in zip(parts(of: a), parts(of: b)) {
            compare(before.value, after.value, path: path.isEmpty ? before.name : "\(path).\(before.name)")
        }
    }

    /// Whether a value is put together of terms, and not a term itself.
    private func isComposed(_ value: Any) -> Bool { !(value is any CustomStringConvertible) && !(value is InvoiceKind) }

    private mutating func report(_ path: String, _ before: String, _ after: String) {
        let plain = path.replacing(#/\[\d+\]/#, with: "")
        differences.append(InvoiceDifference(path: path, term: invoiceTerms[plain] ?? "", before: before, after: after))
    }

    private func text(_ value: Any) -> String {
        switch value {
        case let kind as InvoiceKind: kind.code
        case let bytes as [UInt8] where type(of: value) == [UInt8].self: "\(bytes.count) bytes"
        case let text as any CustomStringConvertible where !(value is [Any]): "\(text)"
        default:
            parts(of: value).map { text($0.value) }.filter { !$0.isEmpty && $0 != "nil" && $0 != "[]" }
                .joined(separator: " ")
        }
    }
}
