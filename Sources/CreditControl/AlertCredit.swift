public import Documents
public import Findings
import JSONSyntax
import Money
public import Pipeline
public import Receivables

/// Passes on that a customer has crossed a line of its credit, and puts what has become worse on a worklist.
public struct AlertCredit: Stage {
    public static let name = "alert-credit"
    public static let summary =
        "Tells when customers cross a line of their credit; what has become worse goes to a desk."
    public static let told = Port<CreditAlert>("told", "A crossing, to be told to another system.")
    public static let worse = Port<CreditAlert>("worse", "A crossing for the worse, for somebody to look at.")
    public static var ports: [PortDescription] { [told.description, worse.description] }

    public typealias Settings = NoSettings
    public init(settings: NoSettings) {}

    public func reads(_ alert: CreditAlert, _ book: BookSlice) -> [BookKey] { [] }

    public func decide(_ alert: CreditAlert, _ book: BookSlice, _ run: Run) -> StageOutcome {
        .proceed([Self.told(alert)] + (alert.isWorse ? [Self.worse(alert)] : []), recording: [], state: nil)
    }
}

/// Keeps a crossing on a worklist until somebody has looked at it, or the customer crosses another line.
public struct WatchCredit: Stage {
    public static let name = "watch-credit"
    public static let summary =
        "Keeps a customer that crossed a line of its credit on a worklist, until it crosses another."
    public static let crossed = WaitReason(
        "crossed", "A customer that has come nearer to its limit, or passed it.",
        nextAction: "Call the customer, or look at its limit; then release it with what was done.")
    public static var ports: [PortDescription] { [] }
    public static var waits: [WaitReason] { [crossed] }

    public typealias Settings = NoSettings
    public init(settings: NoSettings) {}

    public func reads(_ alert: CreditAlert, _ book: BookSlice) -> [BookKey] { [.account(alert.customer)] }

    public func decide(_ alert: CreditAlert, _ book: BookSlice, _ run: Run) -> StageOutcome {
        let isLast = book.account(alert.customer)?.crossings == alert.count
        guard isLast, run.intervention?.verb != .release else { return .emit() }
        return .wait(
            Wait(
                Self.crossed, because: [Finding(.creditLineIsKept, alert.inWords, at: .document)],
                wakeOn: [.account(alert.customer)]))
    }
}

/// Writes a crossing for another system, as JSON.
public struct CreditAlertFormat: WritingFormat {
    public let name = "credit-alert-json"
    public let summary = "A customer that crossed a line of its credit, as JSON."
    public let kinds: Set<DocumentKind> = [.creditAlert]
    public let contentType = "application/json"
    public let fileExtension = "json"

    public init() {}

    public func write(_ document: Document) -> [UInt8] {
        guard case .creditAlert(let alert) = document else {
            preconditionFailure("\(name) writes crossings of credit lines")
        }
        var json = JSONWriter(.indented)
        json.object { json in
            json.member("customer", alert.customer.text)
            json.member("name", alert.name)
            json.member("crossing", alert.count)
            json.member("date", "\(alert.date)")
            json.member("from", alert.from)
            json.member("to", alert.to)
            json.member("direction", alert.isWorse ? "worse" : "better")
            json.member("currency", alert.exposure.currency.code)
            json.member("exposure", "\(alert.exposure.decimal)")
            json.member("limit", alert.limit.map { "\($0.decimal)" } ?? "")
        }
        return json.finish()
    }

    public func check(_ bytes: [UInt8]) -> [Finding] { [] }
}

extension Rule {
    static let creditLineIsKept = Rule(
        "CRD-014", "A customer stays below the lines of its credit.",
        remedy: "Call the customer, or look at its limit; then release it with what was done.", severity: .information)
}
