import Calendars
import Documents
import Findings
import Money
import Pipeline
import XMLSyntax

/// Maps the statements of a camt message: the entries as they come, and each statement when it ends.
struct CamtReading {
    private(set) var messages: [ReadMessage] = []
    private(set) var statementCount = 0
    private let gathering: StatementGathering
    private let kind: BankStatement.Kind
    private let maxLines: Int
    private var builder: StatementBuilder
    private var entries = CamtEntryReading()

    init(_ kind: BankStatement.Kind, maxLines: Int, _ gathering: StatementGathering) {
        self.kind = kind
        self.maxLines = maxLines
        self.gathering = gathering
        builder = StatementBuilder(kind, maxLines: maxLines, gathering)
    }

    mutating func take(_ element: XMLElement) {
        if element.camt == .entry {
            entries.read(element, into: &builder)
        } else {
            finish(element)
        }
    }

    private mutating func finish(_ element: XMLElement) {
        readHeader(element)
        builder.place = element.place
        messages += builder.messages()
        statementCount += 1
        builder = StatementBuilder(kind, maxLines: maxLines, gathering)
    }

    // MARK: The header

    private mutating func readHeader(_ element: XMLElement) {
        element.forEachChild { child in
            switch child.camt {
            case .id: builder.number = String(child.text.prefix(200))
            case .electronicSequence: builder.sequence = Int(child.text) ?? builder.sequence
            case .legalSequence: builder.sequence = builder.sequence ?? Int(child.text)
            case .fromTo: readPeriod(child)
            case .copyDuplicate: builder.isDuplicate = child.text.hasSuffix("DU") || child.text == "DUPL"
            case .account: readAccount(child)
            case .balance: readBalance(child)
            default: break
            }
        }
        if builder.account.isEmpty {
            builder.log.report(.bankValueIsGiven, "the account is missing", at: element.place)
        }
        if builder.number.isEmpty {
            builder.log.report(.bankValueIsGiven, "the statement has no Id", at: element.place)
        }
    }

    private mutating func readPeriod(_ element: XMLElement) {
        element.forEachChild { child in
            switch child.camt {
            case .fromDate, .fromTime: builder.from = entries.date(child, &builder.log)
            case .toDate, .toTime: builder.until = entries.date(child, &builder.log)
            default: break
            }
        }
    }

    private mutating func readAccount(_ element: XMLElement) {
        element.forEachChild { child in
            switch child.camt {
            case .id: builder.account = accountNumber(child)
            case .currency:
                builder.currency = Currency(child.text)
                if builder.currency == nil {
                    builder.log.report(.bankAmountIsExact, "'\(child.text.prefix(10))' is no currency", at: child.place)
                }
            default: break
            }
        }
    }

    private func accountNumber(_ element: XMLElement) -> String {
        var number = ""
        element.forEachChild { child in
            switch child.camt {
            case .iban, .bban, .upic: number = child.text
            case .other, .proprietaryAccount: number = child.child(.id)?.text ?? ""
            default: break
            }
        }
        return String(number.filter { $0 != " " }.prefix(200))
    }

    // MARK: Balances

    /// The booked balances that a statement begins and ends with; the others (available, forward, interim) are not
    /// needed to check it. What the day before ended with is what this one begins with.
    private mutating func readBalance(_ element: XMLElement) {
        let type = element.descendant(.type, .codeOrProprietary)
        guard let code = (type?.child(.code) ?? element.descendant(.type, .code))?.text
        else { return }
        switch code {
        case "OPBD", "PRCD":
            guard builder.opening == nil || code == "OPBD" else { return }
            builder.opening = balance(element)
        case "CLBD": builder.closing = balance(element)
        default: break
        }
    }

    private mutating func balance(_ element: XMLElement) -> BankStatement.Balance? {
        guard let amount = entries.amount(element.child(.amount), &builder.log),
            let isDebit = entries.isDebit(element.child(.sign), in: element, &builder.log)
        else { return nil }
        let dates = element.child(.day)
        guard
            let date = (dates?.child(.day) ?? dates?.child(.time) ?? dates).flatMap({
                entries.date($0, &builder.log)
            })
        else { return nil }
        return BankStatement.Balance(isDebit ? -amount : amount, on: date)
    }
}
