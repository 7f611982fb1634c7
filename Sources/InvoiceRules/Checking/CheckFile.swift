public import Findings
import Money
import PDFSyntax
public import XMLSyntax

/// What came of checking a file.
public struct FileVerdict: Sendable {
    /// What it was held to; nothing where it is no document that can be checked.
    public let profile: CheckProfile?
    public let log: FindingLog

    public init(profile: CheckProfile?, log: FindingLog) {
        self.profile = profile
        self.log = log
    }

    /// Whether nothing keeps the document from being used.
    public var isValid: Bool { !log.hasFatal }
}

/// The schema of a kind of document.
public struct DocumentSchema: Sendable {
    public let schema: CompiledSchema
    /// The elements that it has; others are passed over.
    public let vocabulary: XMLVocabulary

    public init(_ schema: CompiledSchema, _ vocabulary: XMLVocabulary) {
        self.schema = schema
        self.vocabulary = vocabulary
    }
}

/// Checks a file against its schema and the rules of a profile, which it names itself where none is given.
///
/// All rules are asked about what could be read, however much of the file breaks off or breaks the schema.
public func checkFile(
    _ bytes: [UInt8], as profile: CheckProfile? = nil, schema: (CheckableKind) -> DocumentSchema?
) -> FileVerdict {
    var log = FindingLog(limit: 1000)
    guard let (bytes, container) = document(in: bytes, &log) else { return FileVerdict(profile: profile, log: log) }
    guard let kind = CheckableKind(of: bytes) else {
        log.report(
            .fileIsCheckable,
            bytes.isEmpty ? "the file is empty" : "it begins neither as a document in UBL or CII nor as a PDF",
            at: .beginning)
        return FileVerdict(profile: nil, log: log)
    }
    let schema = schema(kind)
    var reading = XMLReading(findingLimit: 1000)
    reading.takesFragments = true
    reading.schemaVocabulary = schema?.vocabulary
    reading.beyondSchema = schema.map { kind.binding.vocabulary.names(notIn: $0.vocabulary) } ?? XMLNameSet()
    var held: CheckProfile?
    var all = readXML(
        bytes, kind.binding.vocabulary, schema: schema?.schema, reading,
        root: { root in
            held = checkDocument(root, of: kind, as: profile, &log)
            if let container, kind == .ciiInvoice { checkContainer(container, of: kind.binding.bind(root), &log) }
        })
    all.report(contentsOf: log)
    return FileVerdict(profile: held ?? profile, log: all)
}

/// Holds a document that was read with the vocabulary of its kind to the rules of a profile, and says of which.
@discardableResult
public func checkDocument(
    _ root: XMLElement, of kind: CheckableKind, as profile: CheckProfile? = nil, _ log: inout FindingLog
) -> CheckProfile? {
    guard kind.isInvoice || root.name.number >= 0 else {
        log.report(.fileIsCheckable, "\(root.writtenName) is in no namespace of UBL", at: root.place)
        return nil
    }
    let invoice = kind.binding.bind(root)
    let specification = invoice.whole.value(.specification)
    guard let chosen = profile ?? CheckProfile(specification: specification?.text ?? "", of: kind) else {
        log.report(.orderNamesPeppol, "it is held to its schema alone", at: specification?.place ?? root.place)
        return nil
    }
    if profile == nil, chosen == .en16931, let specification { sayWhatIsNotAsked(of: specification, &log) }
    if kind.isInvoice { checkPlaces(of: root, in: invoice.whole.value(.currency)?.text ?? "", &log) }
    if profile == nil, kind == .ciiInvoice, let specification,
        let rules = FacturXLevel(guideline: specification.text).rules(saying: &log, at: specification.place)
    {
        rules.check(invoice, &log)
        return chosen
    }
    guard let rules = chosen.rules(for: kind, naming: specification?.text ?? "") else {
        log.report(.profileFitsKind, "\(root.writtenName) is no document of \(chosen.rawValue)", at: root.place)
        return chosen
    }
    rules.check(invoice, &log)
    return chosen
}

/// Says that an invoice names rules beside those of EN 16931 which nobody asks here: a verdict is no more than it is.
private func sayWhatIsNotAsked(of specification: InvoiceValue, _ log: inout FindingLog) {
    if specification.text.contains("#conformant#") {
        let isFacturX = FacturXLevel(guideline: specification.text) == .extended
        log.report(
            .extensionIsKnown,
            isFacturX
                ? "its rules on elements (FX-SCH) are not asked" : "the rules of its extension are not asked",
            at: specification.place)
    } else if specification.text.contains("#compliant#"), FacturXLevel(guideline: specification.text) != .basic {
        log.report(.restrictionIsKnown, "its own rules are not asked", at: specification.place)
    }
}

/// Says of amounts that have more decimal places than their currency, which the rules take and no book can.
private func checkPlaces(of root: XMLElement, in code: String, _ log: inout FindingLog) {
    guard let currency = Currency(code), currency.minorDigits == 0 else { return }
    root.forEachWithin { element in
        guard element.writtenName.hasSuffix("Amount"), !pricesByName.contains(element.writtenName),
            element.attribute("currencyID").map({ $0 == code }) ?? true
        else { return }
        let places = element.text.split(separator: ".", maxSplits: 1).dropFirst().first ?? ""
        guard places.contains(where: { ("1"..."9").contains($0) }) else { return }
        log.report(
            .amountFitsCurrency, "an amount in \(code) has decimal places, which \(code) has none of", at: element.place
        )
    }
}

/// What one piece costs may be less than the smallest coin.
private let pricesByName: Set<String> = ["cbc:PriceAmount", "ram:ChargeAmount"]

extension FacturXLevel {
    /// What of EN 16931 holds for a level that is less, which is said, or more; nil for one that is just that.
    fileprivate func rules(saying log: inout FindingLog, at place: Place) -> RuleSet? {
        switch self {
        case .minimum, .basicWithoutLines:
            log.report(.levelIsWhole, "\(name ?? "it") is less than that", at: place)
            return self == .minimum ? .minimumCII : .withoutLinesCII
        case .extended: return .facturXExtendedCII
        case .basic, .en16931, .xRechnung, .other: return nil
        }
    }
}

/// Reads a document without its schema and hands it over, for those who hold it to rules more than once.
public func withDocument(_ bytes: [UInt8], of kind: CheckableKind, _ body: (XMLElement) -> Void) {
    _ = readXML(bytes, kind.binding.vocabulary, root: { body($0) })
}

/// The document to be checked: the file, or what a PDF embeds, with that PDF.
private func document(in file: [UInt8], _ log: inout FindingLog) -> (bytes: [UInt8], container: HybridDocument?)? {
    guard isPDF(file.prefix(1024)) else { return (file, nil) }
    do {
        let hybrid = try hybridDocument(in: file)
        return (hybrid.content, hybrid)
    } catch {
        log.report(error.finding)
        return nil
    }
}

extension Rule {
    public static let fileIsCheckable = Rule(
        "CHK-001",
        "The file is an invoice or credit note in UBL or CII, an order or its response in UBL, or a PDF that embeds an invoice.",
        remedy: "Check the name of the file, or convert it.")
}

extension Rule {
    static let amountFitsCurrency = Rule(
        "CHK-025", "An amount has no more decimal places than its currency (ISO 4217): EN 16931 takes two of any.",
        remedy: "Ask the sender to round it: it can be neither converted nor booked as it is (UBL-004, CII-004).",
        severity: .warning)
}

extension Rule {
    static let extensionIsKnown = Rule(
        "CHK-003",
        "The extension of EN 16931 that an invoice names (BT-24) is known; else it is held to EN 16931 alone.",
        remedy: "Name the profile with --profile, or check the rules of the extension elsewhere.",
        severity: .information)
}

extension Rule {
    static let restrictionIsKnown = Rule(
        "CHK-008",
        "The country's or sector's own set of rules that an invoice names (BT-24) is known; else it is held to EN 16931 alone.",
        remedy:
            "Check those rules, such as those of XRechnung, elsewhere; name --profile peppol where it goes by Peppol.",
        severity: .information)
}

extension Rule {
    static let orderNamesPeppol = Rule(
        "CHK-004",
        "An order or order response names Peppol's ordering (CustomizationID); else only its schema is asked.",
        remedy: "Hold it to Peppol's rules with --profile peppol-order, or leave it so.", severity: .information)

    static let levelIsWhole = Rule(
        "CHK-007",
        "A Factur-X has all that EN 16931 asks for; one of the levels MINIMUM and BASIC WL is held to what it can have.",
        remedy: "Ask the sender for one with lines, or name --profile en16931, where you need the whole invoice.",
        severity: .information)

    static let profileFitsKind = Rule(
        "CHK-005", "The profile that is asked for is one for the kind of document.",
        remedy: "Leave --profile out, or name peppol-order for orders and one of the others for invoices.")
}

/// Every rule of checking, for `explain`.
public let checkRules: [Rule] =
    [
        .amountFitsCurrency, .fileIsCheckable, .extensionIsKnown, .orderNamesPeppol, .profileFitsKind, .levelIsWhole,
        .restrictionIsKnown,
    ]
    + containerRules
    + (facturXExtendedRules.map(\.rule) + facturXElementRules.map(\.rule)).filter { !ruleBook.contains($0) }
    + ruleBook

/// Every rule of every profile, once.
private let ruleBook: [Rule] = {
    var known: Set<Rule> = []
    return CheckProfile.allCases.flatMap { profile in
        CheckableKind.allCases.flatMap { profile.rules(for: $0)?.allRules ?? [] }
    }.filter { known.insert($0).inserted }
}()
