import Documents
import Money
import Pipeline
import QuittanceTesting
import Testing

@testable import Quittance

/// The samples' house with one customer that orders by EDIFACT and one that orders by X12; both are answered and billed
/// the same way.
struct EDIDesk {
    let world: World
    /// Les Fournils de la Mauve, by EDIFACT.
    static let buyer = "9520501100012"
    /// Distri-Four Atlantique, by X12.
    static let american = "9520504400027"
    private static let us = "9520417000017"

    init(
        _ edit: (String) -> String = { $0 }, amend: @escaping (_ file: String, _ text: String) -> String = { $1 },
        directory: String = "d96a"
    ) throws {
        world = try World(edit, amend: amend)
        try agree(
            "C-1002", Self.buyer, scheme: "14",
            "\"answers\": \"edifact-ordrsp-\(directory)\", \"invoices\": \"edifact-invoic-\(directory)\"")
        try agree("C-1008", Self.american, scheme: "ZZ", #""answers": "x12-855", "invoices": "x12-810""#)
        try world.runner().runUntilIdle()
    }

    private func agree(_ customer: String, _ id: String, scheme: String, _ formats: String) throws {
        let agreement = """
            {"partner": "\(customer)", "terms": [{"from": "2020-01-01",
             "identifiers": [{"scheme": "\(scheme)", "id": "\(id)"}],
             "ourIdentifiers": [{"scheme": "\(scheme)", "id": "\(Self.us)"}],
             "answers": ["response", "acknowledgement"], "formats": {\(formats)}}]}
            """
        _ = try importBytes(
            Array(agreement.utf8), named: "agreement.json", as: .partners, through: world.runner(), actor: "test",
            reason: "agreed")
    }

    // MARK: What comes in

    /// Takes a file in; gives where it stands afterwards.
    func take(_ text: String, as name: String) throws -> String {
        world.intake.drop(name, Array(text.utf8))
        try world.run()
        try world.checkInvariants()
        return try world.standing(name)
    }

    /// A message of EDIFACT in an interchange of its own.
    static func interchange(_ type: String, _ segments: [String], _ reference: String) -> String {
        var text = ["UNB+UNOC:3+\(buyer):14+\(us):14+261123:0712+\(reference)++++1", "UNH+1+\(type)"]
        text += segments
        text += ["UNT+\(segments.count + 2)+1", "UNZ+1+\(reference)"]
        return text.map { "\($0)'\n" }.joined()
    }

    /// ORDERS with what stands before its lines, in them and after them.
    static func orders(_ number: String, head: [String] = [], _ lines: [[String]], summary: [String] = []) -> String {
        let parties = ["NAD+BY+\(buyer)::9", "NAD+SU+\(us)::9", "CUX+2:EUR:9"]
        let count = lines.joined().count { $0.hasPrefix("LIN+") }
        let beginning = ["BGM+220+\(number)+9", "DTM+137:20261123:102"]
        let end = ["UNS+S", "CNT+2:\(count)"]
        let parts = [beginning, parties, head] + lines + [end, summary]
        return interchange("ORDERS:D:96A:UN:EAN008", Array(parts.joined()), number)
    }

    /// ORDCHG of an order.
    static func change(_ number: String, of order: String, _ lines: [[String]]) -> String {
        let beginning = [
            "BGM+230+\(number)+4", "DTM+137:20261123:102", "RFF+ON:\(order)", "NAD+BY+\(buyer)::9", "NAD+SU+\(us)::9",
            "CUX+2:EUR:9",
        ]
        let parts = [beginning] + lines + [["UNS+S", "CNT+2:\(lines.count)"]]
        return interchange("ORDCHG:D:96A:UN:EAN006", Array(parts.joined()), number)
    }

    /// DESADV of the warehouse.
    static func desadv(_ number: String, _ lines: [[String]]) -> String {
        let beginning = [
            "BGM+351+\(number)+9", "DTM+137:20261123:102", "DTM+11:20261123:102", "NAD+SU+\(us)::9",
            "NAD+BY+\(buyer)::9", "CPS+1",
        ]
        let parts = [beginning] + lines + [["CNT+2:\(lines.count)"]]
        return interchange("DESADV:D:96A:UN:EAN005", Array(parts.joined()), number)
    }

    /// An 850, or an 860, from its second segment on.
    static func x12(_ type: String, _ segments: [String], control: Int = 1) -> String {
        let number = String(1_000_000_000 + control).dropFirst()
        let group = type == "850" ? "PO" : "PC"
        var text = [
            "ISA*00*          *00*          *ZZ*\(american)  *ZZ*\(us)  *261123*0715*U*00401*\(number)*1*P*>",
            "GS*\(group)*\(american)*\(us)*20261123*0715*\(control)*X*004010", "ST*\(type)*0001",
        ]
        text += segments
        text += ["SE*\(segments.count + 2)*0001", "GE*1*\(control)", "IEA*1*\(number)"]
        return text.map { "\($0)~\n" }.joined()
    }

    /// An 850 with what stands before its lines, and in them.
    static func purchaseOrder(_ number: String, head: [String] = [], _ lines: [String], control: Int = 1) -> String {
        let count = lines.count { $0.hasPrefix("PO1*") }
        let beginning = ["BEG*00*SA*\(number)**20261120", "CUR*BY*EUR", "REF*DP*MAG"]
        let parties = ["N1*BY*Distri*UL*\(american)", "N1*SU*Orm*UL*\(us)"]
        return x12("850", Array([beginning, head, parties, lines, ["CTT*\(count)"]].joined()), control: control)
    }

    // MARK: What goes out

    /// What was posted, oldest first.
    var posted: [String] {
        world.receiver.effects.map { effect in
            var text = ""
            for byte in effect.body { text.unicodeScalars.append(Unicode.Scalar(byte)) }
            return text
        }
    }

    /// The samples' items, of which the grille is sold in boxes of a dozen too.
    static func inBoxes(_ file: String, _ text: String) -> String {
        guard file == "items.csv" else { return text }
        return text.split(separator: "\n").enumerated().map { index, row in
            "\(row),\(index == 0 ? "otherUnits" : row.hasPrefix("GR-3010,") ? "XBX=12" : "")\n"
        }.joined()
    }

    /// What was posted of a type such as `ORDRSP` or `ST*855`.
    func posted(_ type: String) -> [String] { posted.filter { $0.contains(type) } }

    /// The goods leave; gives the invoice for them.
    func ship(
        _ order: String, _ lines: [(line: String, item: String, quantity: String, unit: String)],
        to recipient: String = buyer
    ) throws -> Invoice {
        let text = Self.despatch(of: order, lines, to: recipient)
        let standing = try take(text, as: "despatch-\(order).xml")
        let waiting = try world.waiting("unbillable") + world.waiting("mismatch")
        let why = waiting.flatMap(\.findings).map { "\($0.code) \($0.message)" }
        #expect(standing == "invoiced", "\(why)")
        return try #require(try world.invoices().last)
    }

    static func despatch(
        of order: String, _ lines: [(line: String, item: String, quantity: String, unit: String)],
        to recipient: String = buyer, on day: String = "2026-11-23", numbered number: String? = nil
    ) -> String {
        let lines = lines.map { line in
            """
            <cac:DespatchLine><cbc:ID>\(line.line)</cbc:ID>
            <cbc:DeliveredQuantity unitCode="\(line.unit)">\(line.quantity)</cbc:DeliveredQuantity>
            <cac:OrderLineReference><cbc:LineID>\(line.line)</cbc:LineID>
            <cac:OrderReference><cbc:ID>\(order)</cbc:ID></cac:OrderReference></cac:OrderLineReference>
            <cac:Item><cbc:Name>x</cbc:Name><cac:SellersItemIdentification><cbc:ID>\(line.item)</cbc:ID>
            </cac:SellersItemIdentification></cac:Item></cac:DespatchLine>
            """
        }
        return String(decoding: Samples.bytes("inbox/despatch-boulangerie-sainte-aure.xml"), as: UTF8.self)
            .replacing("BL-26-1051", with: number ?? "BL-\(order)").replacing("2026-11-23", with: day).replacing(
                "BC-2026-0417", with: order
            ).replacing(
                "99990118400013", with: recipient
            )
            .replacing("schemeID=\"0009\"", with: "schemeID=\"0088\"")
            .replacing(/<cac:DespatchLine>(.|\n)*<\/cac:DespatchLine>/, with: lines.joined(separator: "\n"))
    }
}

extension Invoice {
    /// What its lines come to, line by line.
    var nets: [String] { lines.map(\.netAmount.decimal.normalised.description) }
    /// What it comes to before tax.
    var net: String { totals.beforeTax.decimal.normalised.description }
}
