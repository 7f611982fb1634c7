import ArgumentParser
import Documents
import Findings
import Foundation
import Pipeline

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Records customers, items, prices, payments, remittance advices, applications for credit or partners from a CSV or JSON file.",
        discussion: "A JSON file is an array of objects with the names of the columns. The file is kept as the evidence of what was ordered; the records take effect with the next run.")

    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case customers, items, prices, payments, remittances, applications, partners
    }

    @OptionGroup var options: ConfigOption
    @Argument(help: "customers, items, prices, payments, remittances, applications or partners.") var kind: Kind
    @Argument(help: "The file.") var file: String
    @Option(name: .long, help: "Why; it is recorded with your name.") var reason = "import"
    @Option(name: .long, help: "Who; your login name where it is not given.") var actor: String = currentUser()

    func run() throws {
        try orExit {
            let workspace = try options.open()
            let runner = Runner(plan: workspace.plan, around: try workspace.surroundings())
            let records = try importFile(file, as: kind, through: runner, actor: actor, reason: reason)
            print("\(records) \(kind.rawValue) recorded from \(file).")
        }
    }
}

/// Records a file of master data and follows it at once; says how many records it holds.
func importFile(
    _ path: String, as kind: ImportCommand.Kind, through runner: Runner, actor: String, reason: String
) throws -> Int {
    guard let data = FileManager.default.contents(atPath: path) else { throw Failure.io("\(path) cannot be read.") }
    return try importBytes([UInt8](data), named: path, as: kind, through: runner, actor: actor, reason: reason)
}

func importBytes(
    _ bytes: [UInt8], named name: String, as kind: ImportCommand.Kind, through runner: Runner, actor: String,
    reason: String
) throws -> Int {
    var log = FindingLog()
    let orders: [Instruction.Order]
    switch kind {
    case .customers: orders = readCustomers(bytes, &log)
    case .items: orders = readItems(bytes, &log)
    case .prices: orders = readPrices(bytes, &log)
    case .payments: orders = readPayments(bytes, &log)
    case .partners: orders = readPartners(bytes, &log)
    case .remittances: orders = readRemittances(bytes, &log)
    case .applications: orders = readApplications(bytes, &log)
    }
    guard !log.hasFatal else {
        throw Failure.input(
            "nothing was recorded from \(name):\n" + log.findings.map { "\(name):\($0.inOneLine)" }.joined(separator: "\n"))
    }
    let instructions = orders.map { Instruction(actor: actor, reason: reason, order: $0) }
    try runner.instruct(
        instructions, named: (name as NSString).lastPathComponent, original: bytes, actor: actor, reason: reason)
    try runner.runUntilIdle()
    return orders.reduce(0) { $0 + $1.recordCount }
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
        case .setCreditLimit, .setCreditStop, .confirmDelivery, .cash, .creditInvoice, .collection, .cases, .credit, .billing: 1
        }
    }
}
