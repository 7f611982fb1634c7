import Pipeline
import QuittanceTesting

@testable import Quittance

/// Interchanges of the two EDI partners of the samples, written for a test: the crémerie sends EDIFACT, the distributor
/// X12.
enum Interchanges {
    static let ours = "9520417000017"
    static let cremerie = "99991122500012"
    static let distributor = "9520504400027"

    static func edifact(
        _ type: String, _ segments: [String], reference: String = "1", from sender: String = cremerie + ":5",
        to recipient: String = ours + ":14"
    ) -> [UInt8] {
        let message = ["UNH+1+\(type)"] + segments + ["UNT+\(segments.count + 2)+1"]
        let head = "UNB+UNOC:3+\(sender)+\(recipient)+261123:0712+\(reference)++++1"
        return Array(([head] + message + ["UNZ+1+\(reference)"]).map { $0 + "'" }.joined(separator: "\n").utf8)
    }

    /// An order in an interchange.
    static func order(_ number: String, lines: [[String]]) -> [UInt8] {
        edifact("ORDERS:D:96A:UN:EAN008", orders(number, lines: lines))
    }

    /// A change in an interchange.
    static func change(_ segments: [String], reference: String) -> [UInt8] {
        edifact("ORDCHG:D:96A:UN:EAN006", segments, reference: reference)
    }

    /// An order of the crémerie.
    static func orders(_ number: String, lines: [[String]]) -> [String] {
        ["BGM+220+\(number)+9", "DTM+137:20261123:102"] + parties + lines.flatMap(\.self)
            + ["UNS+S", "CNT+2:\(lines.count)"]
    }

    /// A change, or with function 1 a cancellation, of an order of the crémerie.
    static func ordchg(_ number: String, of order: String, function: Int = 4, lines: [[String]] = []) -> [String] {
        ["BGM+230+\(number)+\(function)", "DTM+137:20261123:102", "RFF+ON:\(order)"] + parties
            + lines.flatMap(\.self) + ["UNS+S"] + (lines.isEmpty ? [] : ["CNT+2:\(lines.count)"])
    }

    private static let parties = [
        "NAD+BY+++Duvalet", "RFF+VA:FR54999911225", "NAD+SU+\(ours)::9", "CUX+2:EUR:9",
    ]

    static func line(_ id: String, _ gtin: String = "9520417130103", quantity: Int, price: String) -> [String] {
        ["LIN+\(id)++\(gtin):EN", "QTY+21:\(quantity):PCE", "PRI+AAA:\(price)"]
    }

    static func x12(
        _ set: String, _ segments: [String], number: Int = 1, from sender: String = distributor,
        to recipient: String = ours
    ) -> [UInt8] {
        let control = String("\(1_000_000_000 + number)".dropFirst())
        let group = set == "850" ? "PO" : "PC"
        let head = [
            "ISA*00*          *00*          *ZZ*\(padded(sender))*ZZ*\(padded(recipient))*261123*0715*U*00401*\(control)*0*P*>",
            "GS*\(group)*\(sender)*\(recipient)*20261123*0715*\(number)*X*004010", "ST*\(set)*0001",
        ]
        let tail = ["SE*\(segments.count + 2)*0001", "GE*1*\(number)", "IEA*1*\(control)"]
        return Array((head + segments + tail).map { $0 + "~\n" }.joined().utf8)
    }

    private static func padded(_ name: String) -> String { name + String(repeating: " ", count: 15 - name.count) }

    /// An order of the distributor.
    static func purchaseOrder(_ number: String, lines: [String]) -> [String] {
        ["BEG*00*SA*\(number)**20261120"] + buyer + lines + ["CTT*\(lines.count)"]
    }

    /// A change, or with purpose 01 a cancellation, of an order of the distributor.
    static func orderChange(_ order: String, purpose: String = "04", lines: [String] = []) -> [String] {
        ["BCH*\(purpose)*SA*\(order)**1*20261120*****20261123"] + buyer + lines + ["CTT*\(lines.count)"]
    }

    private static let buyer = ["CUR*BY*EUR", "N1*BY*Distri-Four*UL*\(distributor)"]
}

extension World {
    func drop(_ name: String, _ bytes: [UInt8]) { intake.drop(name, bytes) }

    /// What left, as text, in its order.
    var sentTexts: [String] { receiver.effects.map { String(decoding: $0.body, as: UTF8.self) } }

    /// What left that answers orders and changes.
    var answers: [String] {
        sentTexts.filter { text in
            ["ORDRSP:D", "ST*855*", "ST*865*", "OrderResponse", "ConfirmationRequest"].contains(where: text.contains)
        }
    }

    /// The segments of the answers that have one of these tags.
    func segments(_ tags: String..., of answer: String) -> [String] {
        answer.split(whereSeparator: { $0.isNewline || $0 == "'" || $0 == "~" }).map(String.init).filter { segment in
            tags.contains { segment.hasPrefix($0 + "+") || segment.hasPrefix($0 + "*") }
        }
    }

    /// Ends what waits for a reason by an order of a person.
    func settle(_ reason: String, by verb: Intervention.Verb) throws {
        for work in try waiting(reason) { try intervene(verb, on: work) }
        try run()
    }
}
