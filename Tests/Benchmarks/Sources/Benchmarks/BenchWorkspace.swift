import BankFormats
import Calendars
import CashApplication
import CreditControl
import Documents
import EDIFACTFormats
import FileExchange
import Foundation
import HTTPDelivery
import Invoicing
import Money
import OrderIntake
import Pipeline
import SQLLedger
import UBLFormats

/// A workspace with the shipped stages on real files: folder, packs, SQLite.
struct BenchWorkspace {
    let folder: URL
    let plan: Plan
    let runner: Runner
    var inbox: URL { folder.appendingPathComponent("inbox") }

    /// `endpoint` is where documents are posted; without one they stay ready to be delivered.
    init(_ folder: URL, endpoint: String? = nil) throws {
        self.folder = folder
        for name in ["inbox", "spool/packs", "spool/owners", "spool/claims"] {
            try FileManager.default.createDirectory(
                at: folder.appendingPathComponent(name), withIntermediateDirectories: true)
        }
        let registry = Registry(
            stages: [
                StageType(FollowInstruction.self), StageType(ValidateOrder.self), StageType(Normalise.self),
                StageType(CreditCheck.self), StageType(Confirm.self), StageType(BillDelivery.self),
                StageType(IssueInvoice.self), StageType(RecordStatement.self), StageType(MatchPayment.self),
                StageType(Acknowledge.self),
            ],
            reading: [
                UBLOrderFormat(), UBLDespatchAdviceFormat(), CamtFormat.statement, EDIFACTFormat.orders,
            ],
            writing: [UBLInvoiceFormat.peppol, UBLOrderResponseFormat()])
        let (plan, findings) = readPlan(
            Array(pipeline.utf8), registry: registry,
            in: ConfigurationSurroundings(directory: folder.path, variable: { _ in endpoint }, secret: { _ in nil }))
        guard let plan else { fatalError("\(findings)") }
        self.plan = plan
        let owners = try FileOwners(directory: folder.path + "/spool/owners")
        let intake = try FolderIntake(
            FolderIntakeSettings(path: folder.path + "/inbox", claimsPath: folder.path + "/spool/claims"),
            owners: owners)
        runner = Runner(
            plan: plan,
            around: Surroundings(
                ledger: try SQLLedger(sqlite: folder.path + "/ledger.db"),
                blobs: try PackStore(directory: folder.path + "/spool/packs"), intakes: ["inbox": intake], outlets: [:],
                transports: endpoint == nil ? [:] : plan.endpoints.mapValues { CurlTransport(for: $0) }, owners: owners,
                clock: try SystemClock(), randomness: SystemRandomness(),
                workers: .allCores, company: company, businessDate: { $0.dateInUTC },
                moment: { Instant(startOf: $0).adding(seconds: Int64($1) * 60) }), asOf: "2026-11-23")
        try runner.start()
        if endpoint == nil { try record() }
    }

    /// Drops so many orders, numbered from a first one on.
    func drop(_ count: Int, from first: Int, lines: Int = 10) throws {
        for number in first..<(first + count) {
            try Data(SampleOrders.order(number, lines: lines).utf8).write(
                to: inbox.appendingPathComponent("order-\(number).xml"))
        }
    }

    /// Drops the orders of some numbers, so many to an EDIFACT interchange.
    func dropInterchanges(of orders: Range<Int>, each count: Int) throws {
        for first in stride(from: orders.lowerBound, to: orders.upperBound, by: count) {
            let part = first..<min(first + count, orders.upperBound)
            try Data(SampleOrders.interchange("B\(first)", of: part, lines: 10).utf8).write(
                to: inbox.appendingPathComponent("orders-\(first).edi"))
        }
    }

    private func record() throws {
        let customers = (0..<SampleOrders.customerCount).map { number in
            Customer(
                id: CustomerID("B-\(number)"),
                party: Party(
                    name: "Customer \(number)",
                    identifiers: [
                        PartyIdentifier(scheme: PartyIdentifier.siret, SampleOrders.siret(number)),
                        PartyIdentifier(scheme: PartyIdentifier.gln, SampleOrders.gln(number)),
                    ],
                    endpoint: PartyIdentifier(scheme: PartyIdentifier.siret, SampleOrders.siret(number)),
                    address: PostalAddress(street: "1 rue du Four", city: "Lyon", postalCode: "69001", country: "FR")),
                currency: .euro, terms: PaymentTerms(days: 30), creditLimit: Money("90000000000.00", .euro),
                billing: .released)
        }
        let vat = VATClass(.standard, Percentage("20"))
        let items = SampleOrders.prices.indices.map {
            Item(id: ItemID("IT-\($0)"), name: "Item \($0)", unit: "C62", vat: vat)
        }
        let prices = SampleOrders.prices.enumerated().map { number, price in
            PriceAgreement(
                customer: nil, item: ItemID("IT-\(number)"),
                prices: [DatedPrice(price: UnitPrice(ExactDecimal(stringLiteral: price), .euro), from: "2026-01-01")])
        }
        let orders: [Instruction.Order] = [.recordCustomers(customers), .recordItems(items), .recordPrices(prices)]
        try runner.instruct(
            orders.map { Instruction(actor: "bench", reason: "master data", order: $0) }, named: "master data",
            original: [1], actor: "bench", reason: "master data")
        try runner.runUntilIdle()
    }
}

private let company = Company(
    party: {
        var party = Party(
            name: "Ormelune Équipement",
            identifiers: [PartyIdentifier(scheme: PartyIdentifier.gln, SampleOrders.ourGLN)])
        party.registration = PartyIdentifier(scheme: PartyIdentifier.siren, "999941602")
        party.vatNumber = "FR05999941602"
        party.endpoint = PartyIdentifier(scheme: "0225", "999941602")
        party.address = PostalAddress(street: "14 rue des Fondeurs", city: "Chalon", postalCode: "71100", country: "FR")
        return party
    }(), currency: .euro, iban: "FR7999999004170004160Q11882", bic: nil,
    mentions: ["PMD", "PMT", "AAB"].map {
        Mention(subject: $0, [DatedText("What the law wants to be said of this on every invoice.")])
    })

private let pipeline = """
    {
      "version": 1, "company": "company.json", "ledger": "sqlite:ledger.db", "spool": "spool",
      "desks": { "desk": { "role": "everything" } },
      "endpoints": { "platform": { "url": { "fromEnv": "ENDPOINT", "default": "http://127.0.0.1:1" }, "allowPrivateAddress": true } },
      "stages": [
        { "id": "inbox", "uses": "folder", "settings": { "path": "inbox" }, "to": { "received": "decode" } },
        { "id": "decode", "uses": "decode", "to": { "order": "check", "despatch-advice": "bill", "bank-statement": "statements", "interchange": "acknowledge" }, "waits": { "unreadable": "desk" } },
        { "id": "instructions", "uses": "follow-instruction", "to": { "delivered": "invoice", "cash": "end", "cases": "end", "credit": "end", "customer-credit": "end", "billing": "end" }, "waits": { "impossible": "desk" } },
        { "id": "acknowledge", "uses": "acknowledge", "to": { "edifact": "end", "x12": "end", "x12-implementation": "end" },
          "waits": { "reused-reference": "desk", "test": "desk", "unrenderable": "desk" } },
        { "id": "check", "uses": "validate-order", "to": { "accepted": "identify", "answered": "write-response" }, "waits": { "refused": "desk" } },
        { "id": "identify", "uses": "normalise", "to": { "order": "credit", "answered": "write-response" },
          "waits": { "unknown": "desk", "price-differs": "desk", "conflict": "desk" } },
        { "id": "credit", "uses": "credit-check", "to": { "released": "confirm", "answered": "write-response" }, "waits": { "held": "desk" } },
        { "id": "confirm", "uses": "confirm", "to": { "answer": "write-response", "confirmed": "bill" } },
        { "id": "bill", "uses": "bill", "to": { "billable": "invoice", "despatched": "end" }, "waits": { "no-order": "desk", "not-released": "desk", "mismatch": "desk" } },
        { "id": "invoice", "uses": "invoice", "to": { "issued": "write-invoice" }, "waits": { "unbillable": "desk", "books-closed": "desk" } },
        { "id": "write-response", "uses": "render", "settings": { "format": "ubl-order-response" }, "to": { "rendered": "send" }, "waits": { "unrenderable": "desk" } },
        { "id": "write-invoice", "uses": "render", "settings": { "format": "peppol-invoice" }, "to": { "rendered": "send" }, "waits": { "unrenderable": "desk" } },
        { "id": "statements", "uses": "record-statement", "to": { "received": "match" },
          "waits": { "contradictory": "desk", "gap": "desk", "overlap": "desk", "duplicate": "desk", "foreign-account": "desk", "earlier-part": "desk", "early": "desk", "books-closed": "desk" } },
        { "id": "match", "uses": "match", "to": { "contested": "end" }, "waits": { "unmatched": "desk", "unknown-return": "desk", "possible-duplicate": "desk", "books-closed": "desk" } },
        { "id": "send", "uses": "deliver", "settings": { "endpoint": "platform" }, "to": { "delivered": "end", "answered": "end" }, "waits": { "dead": "desk" } }
      ]
    }
    """
