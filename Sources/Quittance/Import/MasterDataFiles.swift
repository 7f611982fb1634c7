import Calendars
import Documents
import Findings
import Money

/// How many records one instruction holds: large files are followed in slices.
private let sliceSize = 500

/// Reads customers from a CSV or JSON file; one instruction for each slice of it.
func readCustomers(_ bytes: [UInt8], _ log: inout FindingLog) -> [Instruction.Order] {
    read(bytes, as: .customers, &log, customer).map(
        Instruction.Order.recordCustomers)
}

/// Reads items from a CSV or JSON file.
func readItems(_ bytes: [UInt8], _ log: inout FindingLog) -> [Instruction.Order] {
    read(bytes, as: .items, &log, item).map(Instruction.Order.recordItems)
}

/// Reads prices from a CSV or JSON file: the rows of one customer and item are one agreement.
func readPrices(_ bytes: [UInt8], _ log: inout FindingLog) -> [Instruction.Order] {
    let rows = read(bytes, as: .prices, &log, price).flatMap(\.self)
    var agreements: [PriceAgreement] = []
    var positions: [String: Int] = [:]
    for row in rows {
        let key = "\(row.customer?.text ?? "*")/\(row.item)"
        if let position = positions[key] {
            agreements[position].prices += row.prices
            agreements[position].buyerItemID = agreements[position].buyerItemID ?? row.buyerItemID
        } else {
            positions[key] = agreements.count
            agreements.append(row)
        }
    }
    return slices(agreements).map(Instruction.Order.recordPrices)
}

func read<Record>(
    _ bytes: [UInt8], as kind: ImportCommand.Kind, _ log: inout FindingLog, _ make: (inout RowReader) -> Record
) -> [[Record]] {
    let rows = readRecords(bytes, needing: kind.columns.required, &log)
    guard !log.hasFatal else { return [] }
    var records: [Record] = []
    for row in rows {
        var reader = RowReader(row)
        records.append(make(&reader))
        reader.reportUnknown()
        log.report(contentsOf: reader.log)
    }
    return slices(records)
}

private func slices<Record>(_ records: [Record]) -> [[Record]] {
    stride(from: 0, to: records.count, by: sliceSize).map { Array(records[$0..<min($0 + sliceSize, records.count)]) }
}

func customer(_ row: inout RowReader) -> Customer {
    let currency = row.currency("currency")
    var party = Party(name: row.required("name"))
    party.tradingName = row.optional("tradingName")
    if let gln = row.optional("gln") { party.identifiers.append(PartyIdentifier(scheme: PartyIdentifier.gln, gln)) }
    if let siret = row.optional("siret") {
        party.identifiers.append(PartyIdentifier(scheme: PartyIdentifier.siret, siret))
    }
    if let siren = row.optional("siren") { party.registration = PartyIdentifier(scheme: PartyIdentifier.siren, siren) }
    party.vatNumber = row.optional("vat")
    let (scheme, endpoint) = (row.optional("endpointScheme"), row.optional("endpointId"))
    if let scheme, let endpoint {
        party.endpoint = PartyIdentifier(scheme: scheme, endpoint)
    } else if scheme != nil || endpoint != nil {
        row.report(scheme == nil ? "endpointScheme" : "endpointId", "is empty, and the other of the two is given")
    }
    party.address = PostalAddress(
        street: row.optional("street"), additionalStreet: row.optional("additionalStreet"), city: row.optional("city"),
        postalCode: row.optional("postalCode"), country: row.required("country"))
    let billing = BillingMoment.allCases.first { $0.name == (row.optional("billing") ?? "despatched") }
    if billing == nil {
        row.report(
            "billing", "is '\(row.text("billing"))', not \(BillingMoment.allCases.map(\.name).joined(separator: ", "))")
    }
    let id = row.required("id")
    if id.utf8.contains(UInt8(ascii: "/")) { row.report("id", "is '\(id)': a customer's number has no slash") }
    return Customer(
        id: CustomerID(id), party: party, currency: currency, terms: terms(&row),
        creditLimit: row.money("creditLimit", currency), watchPercent: watchPercent(&row),
        billing: billing ?? .despatched,
        priceTolerance: Percentage(row.decimal("priceTolerancePercent", default: .zero)),
        buyerReference: row.optional("buyerReference"))
}

private func watchPercent(_ row: inout RowReader) -> Int {
    guard let text = row.optional("watchPercent") else { return 80 }
    guard let percent = Int(text), (1...100).contains(percent) else {
        row.report("watchPercent", "is '\(text)', not a whole number from 1 to 100")
        return 80
    }
    return percent
}

/// `30d`, `45d-eom` (days, then the end of the month), `eom-45d` (the end of the month, then days).
private func terms(_ row: inout RowReader) -> PaymentTerms {
    let text = row.required("terms")
    let (days, endOfMonth): (Substring, PaymentTerms.EndOfMonth) =
        text.hasPrefix("eom-")
        ? (text.dropFirst(4), .beforeDays)
        : text.hasSuffix("-eom") ? (text.dropLast(4), .afterDays) : (text[...], .ignored)
    guard days.hasSuffix("d"), let count = Int(days.dropLast()), (0...365).contains(count) else {
        row.report("terms", "is '\(text)', not a term such as 30d, 45d-eom or eom-45d")
        return PaymentTerms(days: 30)
    }
    return PaymentTerms(days: count, endOfMonth: endOfMonth)
}

private func item(_ row: inout RowReader) -> Item {
    let category = VATCategory(code: row.text("vatCategory"))
    if category == nil { row.report("vatCategory", "is '\(row.text("vatCategory"))', not a category of UNCL 5305") }
    let rate = category == .outsideScope ? nil : Percentage(row.decimal("vatRate", default: .zero))
    return Item(
        id: ItemID(row.required("id")), name: row.required("name"), unit: row.required("unit"),
        otherUnits: otherUnits(&row), vat: VATClass(category ?? .standard, rate), gtin: row.optional("gtin"))
}

/// `XBX=12;XPK=6`: a box of twelve, a packet of six.
private func otherUnits(_ row: inout RowReader) -> [ItemUnit] {
    guard let text = row.optional("otherUnits") else { return [] }
    return text.split(separator: ";").compactMap { part in
        let halves = part.split(separator: "=")
        guard halves.count == 2, let factor = try? ExactDecimal(parsing: String(halves[1])), factor > .zero else {
            row.report("otherUnits", "is '\(text)', not a list such as XBX=12;XPK=6")
            return nil
        }
        return ItemUnit(code: String(halves[0]), factor: factor)
    }
}

private func price(_ row: inout RowReader) -> PriceAgreement {
    let base = row.decimal("baseQuantity", default: ExactDecimal(1))
    if base <= .zero { row.report("baseQuantity", "is not positive") }
    let price = UnitPrice(
        row.decimal("price"), row.currency("currency"), per: base > .zero ? base : ExactDecimal(1))
    let from = row.date("from")
    if from == nil { row.report("from", "is empty or no date") }
    return PriceAgreement(
        customer: row.optional("customer").map(CustomerID.init), item: ItemID(row.required("item")),
        buyerItemID: row.optional("buyerItem"),
        prices: [DatedPrice(price: price, from: from ?? BusinessDate(dayNumber: 0), until: row.date("until"))])
}
