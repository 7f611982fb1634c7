import Calendars
import Documents
import Findings
import InvoiceRules
import Money

/// How many records one instruction holds: large files are followed in slices.
private let sliceSize = 500

/// Reads customers from a CSV or JSON file; one instruction for each slice of it.
///
/// Where `known` is given, they are also compared with what there is.
/// Where a `ceiling` is given, terms beyond it are told.
func readCustomers(
    _ bytes: [UInt8], knowing known: KnownNames? = nil, within ceiling: TermCeiling? = nil, _ log: inout FindingLog
) throws -> [Instruction.Order] {
    var (numbers, identifiers) = (FirstPlaces(), FirstPlaces())
    let slices = try read(bytes, as: .customers, &log) { row in
        let customer = customer(&row)
        checkIdentity(of: customer, &row)
        ceiling?.check(customer.terms, &row)
        if !customer.id.text.isEmpty { numbers.note(customer.id.text, "id", as: "'\(customer.id)'", in: &row) }
        for identifier in customer.party.identifiers {
            let column = identifier.scheme == PartyIdentifier.gln ? "gln" : "siret"
            identifiers.note(identifier.description, column, as: "\(identifier.value)", in: &row)
            if let holder = try known?.holder(of: identifier, besides: customer.id) {
                row.report(.identifierIsFree, column, "is \(identifier.value), which \(holder) has")
            }
        }
        return customer
    }
    return slices.map(Instruction.Order.recordCustomers)
}

/// Reads items from a CSV or JSON file.
func readItems(_ bytes: [UInt8], knowing known: KnownNames? = nil, _ log: inout FindingLog) throws
    -> [Instruction.Order]
{
    var (numbers, articles) = (FirstPlaces(), FirstPlaces())
    let slices = try read(bytes, as: .items, &log) { row in
        let item = item(&row)
        if !item.id.text.isEmpty { numbers.note(item.id.text, "id", as: "'\(item.id)'", in: &row) }
        if let gtin = item.gtin {
            articles.note(gtin, "gtin", as: gtin, in: &row)
            if let holder = try known?.holder(ofGTIN: gtin, besides: item.id) {
                row.report(.identifierIsFree, "gtin", "is \(gtin), which \(holder) has")
            }
        }
        return item
    }
    return slices.map(Instruction.Order.recordItems)
}

/// Reads prices from a CSV or JSON file: the rows of one customer and item are one agreement.
func readPrices(_ bytes: [UInt8], knowing known: KnownNames? = nil, _ log: inout FindingLog) throws
    -> [Instruction.Order]
{
    var days = FirstPlaces()
    let rows = try read(bytes, as: .prices, &log) { row in
        let agreement = price(&row)
        let (buyer, from) = (agreement.customer?.text ?? "everybody", agreement.prices[0].from)
        let currency = agreement.prices[0].price.currency
        days.note(
            "\(agreement.customer?.text ?? "")/\(agreement.item)/\(from)/\(currency)", "from",
            as: "\(from) for \(agreement.item) and \(buyer)", in: &row)
        if let known { try check(agreement, known, &row) }
        return agreement
    }
    .flatMap(\.self)
    var agreements: [PriceAgreement] = []
    var positions: [String: Int] = [:]
    for row in rows {
        let key = "\(row.customer?.text ?? "")/\(row.item)"
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

private func check(_ agreement: PriceAgreement, _ known: KnownNames, _ row: inout RowReader) throws {
    if let customer = agreement.customer, try !known.isCustomer(customer) {
        row.report(.priceIsOfSomething, "customer", "is '\(customer)', which nobody has recorded")
    }
    if !agreement.item.text.isEmpty, try !known.isItem(agreement.item) {
        row.report(.priceIsOfSomething, "item", "is '\(agreement.item)', which nobody has recorded")
    }
}

func read<Record>(
    _ bytes: [UInt8], as kind: ImportCommand.Kind, _ log: inout FindingLog,
    _ make: (inout RowReader) throws -> Record
) rethrows -> [[Record]] {
    let rows = readRecords(bytes, needing: kind.columns.required, &log)
    guard !log.hasFatal else { return [] }
    var records: [Record] = []
    var told: Set<String> = []
    for row in rows {
        var reader = RowReader(row)
        records.append(try make(&reader))
        reader.reportUnknown(besides: &told)
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
    if let gln = identifier("gln", &row) {
        party.identifiers.append(PartyIdentifier(scheme: PartyIdentifier.gln, gln))
    }
    if let siret = identifier("siret", &row) {
        party.identifiers.append(PartyIdentifier(scheme: PartyIdentifier.siret, siret))
    }
    party.registration = identifier("siren", &row).map { PartyIdentifier(scheme: PartyIdentifier.siren, $0) }
    party.vatNumber = identifier("vat", &row)
    party.endpoint = endpoint(&row)
    party.address = PostalAddress(
        street: row.optional("street"), additionalStreet: row.optional("additionalStreet"), city: row.optional("city"),
        postalCode: row.optional("postalCode"), country: country(&row))
    let billing = BillingMoment.allCases.first { $0.name == (row.optional("billing") ?? "despatched") }
    if billing == nil {
        row.report(
            "billing", "is '\(row.text("billing"))', not \(BillingMoment.allCases.map(\.name).joined(separator: ", "))")
    }
    let id = row.required("id")
    if id.utf8.contains(UInt8(ascii: "/")) { row.report("id", "is '\(id)': a customer's number has no slash") }
    return Customer(
        id: CustomerID(id), party: party, currency: currency, terms: terms(&row),
        creditLimit: row.limit("creditLimit", currency), watchPercent: watchPercent(&row),
        billing: billing ?? .despatched,
        priceTolerance: Percentage(row.number("priceTolerancePercent", from: 0, to: 100) ?? .zero),
        buyerReference: row.optional("buyerReference"))
}

/// An identifier as it is sent; one that has other signs than its letters and digits is left as it is, to be told.
private func identifier(_ column: String, _ row: inout RowReader) -> String? {
    row.optional(column).map { text in
        let plain = IdentityCheck.plain(text)
        return plain.isEmpty ? text : plain
    }
}

private func country(_ row: inout RowReader) -> String {
    let code = row.required("country")
    if !code.isEmpty, !ListedCode.isCountry(code) {
        row.report(.codeIsListed, "country", "is '\(code)', not a country of ISO 3166, such as FR")
    }
    return code
}

private func endpoint(_ row: inout RowReader) -> PartyIdentifier? {
    let (scheme, id) = (row.optional("endpointScheme"), row.optional("endpointId"))
    guard let scheme, let id else {
        if scheme != nil || id != nil {
            row.report(scheme == nil ? "endpointScheme" : "endpointId", "is empty, and the other of the two is given")
        }
        return nil
    }
    if !ListedCode.isEndpointScheme(scheme) {
        row.report(
            .codeIsListed, "endpointScheme", "is '\(scheme)', not a scheme of electronic addresses, such as 0225")
    }
    return PartyIdentifier(scheme: scheme, id)
}

/// Reports identifiers that cannot be, or that contradict one another.
private func checkIdentity(of customer: Customer, _ row: inout RowReader) {
    let party = customer.party
    func check(_ column: String, _ identifier: PartyIdentifier, _ row: inout RowReader) {
        guard let name = identifier.nameOfUnsound else { return }
        row.report(.identifierCanBe, column, "is '\(identifier.value)', which is no \(name)")
    }
    if let siren = party.registration { check("siren", siren, &row) }
    for identifier in party.identifiers {
        check(identifier.scheme == PartyIdentifier.gln ? "gln" : "siret", identifier, &row)
    }
    if let endpoint = party.endpoint { check("endpointId", endpoint, &row) }
    if let vat = party.vatNumber { check("vat", PartyIdentifier(scheme: PartyIdentifier.vat, vat), &row) }
    guard row.log.isEmpty, let siren = party.registration?.value else { return }
    for siret in party.identifiers where siret.scheme == PartyIdentifier.siret && !siret.value.hasPrefix(siren) {
        row.report(.identifierCanBe, "siret", "is '\(siret.value)', which is not of the SIREN \(siren)")
    }
    if let vat = party.vatNumber, vat.hasPrefix("FR"), !vat.hasSuffix(siren), !vat.dropFirst(4).hasPrefix("000") {
        row.report(.identifierCanBe, "vat", "is '\(vat)', which is not of the SIREN \(siren)")
    }
}

extension PartyIdentifier {
    /// What the identifier is called where its check digits do not hold; nil where they do, or nothing is known of them.
    fileprivate var nameOfUnsound: String? {
        switch scheme {
        case Self.siren: IdentityCheck.isSIREN(value) ? nil : "SIREN"
        case Self.siret: IdentityCheck.isSIRET(value) ? nil : "SIRET"
        case Self.gln: IdentityCheck.isGLN(value) ? nil : "GLN"
        case Self.vat where IdentityCheck.knowsVATNumbers(like: value):
            IdentityCheck.isVATNumber(value) ? nil : "VAT number"
        case Self.vat: ListedCode.isCountry(String(value.prefix(2))) ? nil : "VAT number: it begins with no country"
        default: nil
        }
    }
}

private func watchPercent(_ row: inout RowReader) -> Int {
    guard let text = row.optional("watchPercent") else { return 80 }
    guard let percent = Int(text), (1...100).contains(percent) else {
        row.report("watchPercent", "is '\(text)', not a whole number from 1 to 100")
        return 80
    }
    return percent
}

/// The longest term that the law allows those who sell what we sell, as it stands on a day.
struct TermCeiling {
    let limit: TermLimit
    let today: BusinessDate

    init?(of company: Company, on today: BusinessDate) {
        guard let limit = company.termLimit(on: today) else { return nil }
        (self.limit, self.today) = (limit, today)
    }

    func check(_ terms: PaymentTerms, _ row: inout RowReader) {
        guard let breach = limit.breach(by: terms, from: today) else { return }
        row.report(
            .termIsLawful, "terms",
            "is '\(row.text("terms"))': an invoice of \(breach.invoiced) would be due on \(breach.due), "
                + "\(limit.article) allows \(breach.last) at the latest")
    }
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
    let unit = unit(row.required("unit"), "unit", &row)
    let gtin = identifier("gtin", &row)
    if let gtin, !IdentityCheck.isGTIN(gtin) {
        row.report(.identifierCanBe, "gtin", "is '\(gtin)', which is no GTIN")
    }
    var item = Item(
        id: ItemID(row.required("id")), name: row.required("name"), unit: unit,
        otherUnits: otherUnits(besides: unit, &row),
        vat: VATClass(category ?? .standard, vatRate(of: category, &row)), gtin: gtin, isService: isService(&row))
    item.vatFrom = row.date("vatFrom")
    return item
}

/// `goods`, or `service`; goods where nothing is said.
private func isService(_ row: inout RowReader) -> Bool {
    let text = row.optional("nature") ?? "goods"
    if text != "goods" && text != "service" { row.report("nature", "is '\(text)', neither goods nor service") }
    return text == "service"
}

/// The rate of an item, in percent; nil where its category has none.
private func vatRate(of category: VATCategory?, _ row: inout RowReader) -> Percentage? {
    let isGiven = !row.text("vatRate").isEmpty
    let rate = row.number("vatRate", from: 0, to: 100)
    guard let category, !isGiven || rate != nil else { return nil }
    if let rate, rate.rounded(toScale: 2) != rate {
        row.report("vatRate", "is '\(row.text("vatRate"))', expected a rate of at most two decimals")
    }
    func expect(_ holds: Bool, _ words: String) {
        guard !holds else { return }
        let found = isGiven ? "is \(row.text("vatRate"))" : "is empty"
        row.report(.rateFitsCategory, "vatRate", "\(found), expected \(words) with category \(category.code)")
    }
    switch category.rateUse {
    case .positive: expect(rate.map { $0 > .zero } ?? false, "a rate above 0")
    case .given: expect(rate != nil, "a rate")
    case .zero: expect(rate?.isZero ?? true, "0 or nothing")
    case .absent: expect(rate == nil, "nothing")
    }
    return category.rateUse == .absent ? nil : Percentage(rate ?? .zero)
}

private func unit(_ code: String, _ column: String, _ row: inout RowReader) -> String {
    if !code.isEmpty, !ListedCode.isUnit(code) {
        row.report(.codeIsListed, column, "has '\(code)', not a unit of UNECE Recommendation 20 or 21, such as C62")
    }
    return code
}

/// `XBX=12;XPK=6`: a box of twelve, a packet of six.
private func otherUnits(besides own: String, _ row: inout RowReader) -> [ItemUnit] {
    guard let text = row.optional("otherUnits") else { return [] }
    var codes: Set<String> = [own]
    return text.split(separator: ";").compactMap { part in
        let halves = part.split(separator: "=")
        guard halves.count == 2, let factor = try? ExactDecimal(parsing: String(halves[1])), factor > .zero else {
            row.report("otherUnits", "is '\(text)', not a list such as XBX=12;XPK=6")
            return nil
        }
        let code = unit(String(halves[0]), "otherUnits", &row)
        if !codes.insert(code).inserted {
            row.report(.recordIsGivenOnce, "otherUnits", "has \(code), which the item has already")
        }
        return ItemUnit(code: code, factor: factor)
    }
}

private func price(_ row: inout RowReader) -> PriceAgreement {
    let base = row.number("baseQuantity") ?? 1
    if base <= .zero { row.report("baseQuantity", "is '\(row.text("baseQuantity"))', not more than 0") }
    if row.text("price").isEmpty { row.report("price", "is empty") }
    let value = row.number("price") ?? .zero
    if value.isNegative { row.report("price", "is '\(row.text("price"))', not a price of 0 or more") }
    let price = UnitPrice(value, row.currency("currency"), per: base > .zero ? base : 1)
    let (from, until) = (row.requiredDate("from"), row.date("until"))
    if let until, until < from { row.report("until", "is \(until), before \(from), from which the price is to hold") }
    return PriceAgreement(
        customer: row.optional("customer").map(CustomerID.init), item: ItemID(row.required("item")),
        buyerItemID: row.optional("buyerItem"), prices: [DatedPrice(price: price, from: from, until: until)])
}
