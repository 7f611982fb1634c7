import ArgumentParser
import Documents
import Findings
import Foundation
import JSONSyntax
import Pipeline

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract:
            "Records customers, items, prices, payments, remittance advices, applications for credit or partners from a CSV or JSON file.",
        discussion: """
            The first row of a CSV file names its columns; a JSON file is an array of objects with the same names. The file is \
            kept as the evidence of what was ordered; the records take effect with the next run. The columns, those that \
            must be there first:

            \(Kind.allCases.compactMap(\.columnsInWords).joined(separator: "\n\n"))

            The VAT of an item applies from the day in `vatFrom`, or, where another was known, from the day of the run: what \
            is delivered before keeps what applied then. To correct one that was wrong, name the day from which it was.

            A file of partners is JSON; `Samples/partners` of a workspace with samples has examples.
            """)

    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case customers, items, prices, payments, remittances, applications, partners

        /// The columns that must be there, and those that may be; a file of partners has none.
        var columns: (required: [String], optional: [String]) {
            let customer = (
                required: ["id", "name", "country", "terms", "currency"],
                optional: [
                    "tradingName", "siren", "siret", "vat", "gln", "street", "additionalStreet", "city", "postalCode",
                    "creditLimit", "watchPercent", "billing", "priceTolerancePercent", "endpointScheme", "endpointId",
                    "buyerReference",
                ]
            )
            switch self {
            case .customers: return customer
            case .items:
                return (["id", "name", "unit", "vatCategory"], ["vatRate", "vatFrom", "gtin", "otherUnits", "nature"])
            case .prices:
                return (["customer", "item", "price", "currency", "from"], ["until", "baseQuantity", "buyerItem"])
            case .payments:
                return (
                    ["id", "account", "date", "amount", "currency"],
                    ["payerName", "payerIBAN", "reference", "text", "bankReference", "returnReason"]
                )
            case .remittances:
                return (
                    ["number", "payer", "date", "document", "paid", "currency"],
                    [
                        "payerSIREN", "payerGLN", "paymentDate", "paymentReference", "total", "order", "discount",
                        "deduction", "reason", "reasonText",
                    ]
                )
            case .applications:
                return (
                    customer.required,
                    customer.optional + [
                        "foundedOn", "legalForm", "rating", "insurerLimit", "averageDaysLate", "disputes",
                        "inProceedings", "closed", "iban", "lei",
                    ]
                )
            case .partners: return ([], [])
            }
        }

        fileprivate var columnsInWords: String? {
            let (required, optional) = columns
            guard !required.isEmpty else { return nil }
            return "\(rawValue): \(required.joined(separator: ", ")); \(optional.joined(separator: ", "))."
        }
    }

    @OptionGroup var options: ConfigOption
    @OptionGroup var output: FormatOption
    @Argument(help: "customers, items, prices, payments, remittances, applications or partners.") var kind: Kind
    @Argument(help: "The file.") var file: String
    @Option(name: .long, help: "Why; it is recorded with your name.") var reason = "import"
    @Option(name: .long, help: "Who; your login name where it is not given.") var actor: String = currentUser()

    func run() throws {
        try orExit {
            let workspace = try options.open()
            let runner = Runner(plan: workspace.plan, around: try workspace.surroundings())
            let outcome = try importBytes(
                try readBytes(file), named: file, as: kind, through: runner, actor: actor, reason: reason)
            for warning in outcome.warnings { complain("\(file):\(warning.inOneLine)") }
            guard output.isJSON else { return print("\(outcome.inWords(kind, from: file)).") }
            showJSON(.lines) { $0.outcome(outcome, of: file, kind) }
        }
    }
}

private func readBytes(_ file: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: file) else { throw Failure.io("\(file) cannot be read.") }
    return [UInt8](data)
}

/// Records the bytes of a file as instructions, which the next run follows.
func importBytes(
    _ bytes: [UInt8], named name: String, as kind: ImportCommand.Kind, through runner: Runner, actor: String,
    reason: String
) throws -> ImportOutcome {
    var log = FindingLog()
    let (orders, known) = try runner.ask { ledger in
        let names = KnownNames(ledger) { try runner.instructionsToFollow(ledger) }
        let ceiling = TermCeiling(of: runner.company, on: runner.today)
        let orders = try readOrders(bytes, as: kind, knowing: names, within: ceiling, &log)
        return (orders, try knownPayments(in: orders, ledger))
    }
    guard !log.hasFatal else {
        throw Failure.input(
            "nothing was recorded from \(name):\n"
                + log.findings.map { "\(name):\($0.inOneLine)" }.joined(separator: "\n"))
    }
    let instructions = orders.map { Instruction(actor: actor, reason: reason, order: $0) }
    try runner.instruct(
        instructions, named: (name as NSString).lastPathComponent, original: bytes, actor: actor, reason: reason)
    return ImportOutcome(
        records: orders.reduce(0) { $0 + $1.recordCount }, known: known, warnings: log.findings)
}

private func readOrders(
    _ bytes: [UInt8], as kind: ImportCommand.Kind, knowing known: KnownNames, within ceiling: TermCeiling?,
    _ log: inout FindingLog
) throws -> [Instruction.Order] {
    switch kind {
    case .customers: try readCustomers(bytes, knowing: known, within: ceiling, &log)
    case .items: try readItems(bytes, knowing: known, &log)
    case .prices: try readPrices(bytes, knowing: known, &log)
    case .payments: readPayments(bytes, &log)
    case .partners: readPartners(bytes, &log)
    case .remittances: readRemittances(bytes, &log)
    case .applications: readApplications(bytes, within: ceiling, &log)
    }
}

extension Instruction.Order {
    fileprivate var recordCount: Int {
        switch self {
        case .recordCustomers(let customers): customers.count
        case .recordItems(let items): items.count
        case .recordPrices(let prices): prices.reduce(0) { $0 + $1.prices.count }
        case .cash(.recordPayments(let payments)): payments.count
        case .recordPartners(let agreements): agreements.count
        case .cash(.recordRemittances(let advices)): advices.count
        case .credit(.onboard(let applications)): applications.count
        case .setCreditLimit, .setCreditStop, .confirmDelivery, .cash, .creditInvoice, .collection, .cases, .credit,
            .billing:
            1
        }
    }
}

extension JSONWriter {
    fileprivate mutating func outcome(_ outcome: ImportOutcome, of file: String, _ kind: ImportCommand.Kind) {
        member("file", file)
        member("kind", kind.rawValue)
        member("recorded", outcome.records - outcome.known)
        member("known", outcome.known)
        list("warnings", outcome.warnings) { json, warning in json.string(warning.inOneLine) }
    }
}
