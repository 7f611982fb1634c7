import ArgumentParser
import Calendars
import Documents
import Money

struct AgreeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agree",
        abstract:
            "Agrees what else there is to a customer's credit: sub-limits, a group, a limit for a time, a review.",
        discussion: "What is not given stays as it is.")

    @OptionGroup var options: ConfigOption
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The customer.") var customer: String
    @Option(help: "The most that released orders may come to.") var ordersLimit: String?
    @Option(help: "The most that may be overdue.") var overdueLimit: String?
    @Option(help: "The most days that anything may be overdue.") var overdueDays: Int?
    @Option(help: "The customer whose group it belongs to; itself to leave its group.") var group: String?
    @Option(help: "The most that its group may owe together.") var groupLimit: String?
    @Option(help: "The day on which limit and terms are looked at again, YYYY-MM-DD.") var review: BusinessDate?
    @Option(help: "The last day of its limit, YYYY-MM-DD.") var validUntil: BusinessDate?
    @Option(help: "Whether orders are released only for money that has come: true or false.") var prepaid: Bool?
    @Option(help: "A discount for paying early, in percent, with --discount-days.") var discount: String?
    @Option(help: "Within how many days of the invoice it may be taken.") var discountDays: Int?
    @Option(help: "A limit for a time, with --from and --until.") var limit: String?
    @Option(help: "The first day of that limit, YYYY-MM-DD.") var from: BusinessDate?
    @Option(help: "The last day of that limit, YYYY-MM-DD.") var until: BusinessDate?
    @Option(
        help: ArgumentHelp(
            "What holds no longer: \(CreditInstruction.Agreed.allCases.map(\.name).joined(separator: ", ")). May be repeated.",
            valueName: "what"))
    var without: [String] = []
    @Option(help: "The currency.") var currency = "EUR"

    func run() throws {
        try orExit {
            let id = CustomerID(customer)
            // All of it is understood before any of it is ordered.
            let withdrawn = try without.map(agreed)
            let dated = try self.dated()
            let change = try self.change()
            let hasChange = change != CreditInstruction.Change()
            guard hasChange || dated != nil || !withdrawn.isEmpty else {
                throw Failure.input("Nothing is agreed: give one of the options.")
            }
            try refuseForeign(
                [dated?.amount, change.ordersLimit, change.overdueLimit, change.groupLimit].compactMap(\.self), of: id,
                options)
            if !withdrawn.isEmpty {
                let names = without.joined(separator: ", ")
                try instruct(
                    .credit(.withdraw(id, withdrawn)), in: "no \(names) for \(customer) any more", options, actor)
            }
            if let dated {
                try instruct(
                    .credit(.grant(id, dated)),
                    in: "limit of \(customer): \(dated.amount) from \(dated.from) to \(dated.until)", options, actor)
            }
            if hasChange {
                try instruct(.credit(.agree(id, change)), in: "what is agreed with \(customer)", options, actor)
            }
            print("It is agreed with \(customer) with the next run.")
        }
    }

    private func agreed(_ name: String) throws -> CreditInstruction.Agreed {
        guard let agreed = CreditInstruction.Agreed.allCases.first(where: { $0.name == name }) else {
            throw Failure.input("'\(name)' is nothing that can be withdrawn.")
        }
        return agreed
    }

    private func dated() throws -> DatedLimit? {
        guard let limit else { return nil }
        guard let from, let until else { throw Failure.input("A limit for a time needs --from and --until.") }
        return DatedLimit(try amount(limit, currency), from: from, until: until)
    }

    private func change() throws -> CreditInstruction.Change {
        var change = CreditInstruction.Change()
        change.ordersLimit = try ordersLimit.map { try amount($0, currency) }
        change.overdueLimit = try overdueLimit.map { try amount($0, currency) }
        change.overdueDays = overdueDays
        change.group = group.map { CustomerID($0) }
        change.groupLimit = try groupLimit.map { try amount($0, currency) }
        change.reviewOn = review
        change.validUntil = validUntil
        change.isPrepaid = prepaid
        if let discount {
            guard let percent = try? ExactDecimal(parsing: discount), percent > .zero, percent < ExactDecimal(100),
                let discountDays, (0...365).contains(discountDays)
            else { throw Failure.input("A discount is a percentage with --discount-days.") }
            change.discount = DiscountOffer(Percentage(percent), days: discountDays)
        }
        return change
    }
}

struct ProceedingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proceedings", abstract: "Says that a court looks after a customer, or no longer.",
        discussion:
            "What is older than the judgment is frozen: no reminder, no payment set against it by itself. New orders are prepaid."
    )

    @OptionGroup var options: ConfigOption
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The customer.") var customer: String
    @Option(help: "sauvegarde, redressement or liquidation.") var kind: String?
    @Option(help: "The day of the judgment, YYYY-MM-DD.") var opened: BusinessDate?
    @Option(help: "The day it was published on, YYYY-MM-DD.") var published: BusinessDate?
    @Flag(
        help: """
            They have ended, and what is older than the judgment may be asked for again: letters do, without interest since. \
            Where a plan says when it is paid, or a liquidation was closed for want of assets (C. com. L643-11), leave them open.
            """)
    var ended = false
    @Flag(help: "There never were any: what was told of them was a mistake.") var mistaken = false

    func validate() throws {
        let isTold = kind != nil || opened != nil || published != nil
        guard [isTold, ended, mistaken].count(where: \.self) <= 1 else {
            throw ValidationError(
                "Give either --kind and --opened (and --published), or --ended, or --mistaken: they say different things."
            )
        }
    }

    func run() throws {
        try orExit {
            guard !mistaken else {
                let words = "no proceedings of \(customer): they were told by mistake"
                try instruct(.credit(.withdraw(CustomerID(customer), [.proceedings])), in: words, options, actor)
                return print("\(words), with the next run.")
            }
            let proceedings = try ended ? nil : proceedings()
            let words =
                proceedings.map { "\(customer) in \($0.kind.name) since \($0.openedOn)" }
                ?? "proceedings of \(customer) ended"
            try instruct(.credit(.proceedings(CustomerID(customer), proceedings)), in: words, options, actor)
            print("\(words), with the next run.")
        }
    }

    private func proceedings() throws -> Proceedings {
        guard let kind = Proceedings.Kind.allCases.first(where: { $0.name == kind }), let opened else {
            throw Failure.input(
                "Give --kind sauvegarde, redressement or liquidation, and --opened, or --ended, or --mistaken.")
        }
        return Proceedings(kind, openedOn: opened, publishedOn: published ?? opened)
    }
}
