import Documents
import Findings
import Pipeline

@testable import X12Formats

/// An interchange around transaction sets, with the counts and references that belong to them.
func interchange(
    _ sets: [(type: String, body: String)], group: String = "PO", version: String = "004010", asks: Bool = false,
    control: String = "000000981"
) -> String {
    let control12 = version >= "005" ? "^*00501" : "U*00401"
    var text =
        "ISA*00*          *00*          *ZZ*9520504400027  *ZZ*9520417000017  *261123*0715*\(control12)*\(control)*\(asks ? 1 : 0)*P*>~"
        + "GS*\(group)*9520504400027*9520417000017*20261123*0715*4101*X*\(version)~"
    for (index, set) in sets.enumerated() {
        let reference = "000\(index + 1)"
        let count = set.body.split(separator: "~").count + 2
        text += "ST*\(set.type)*\(reference)~\(set.body)SE*\(count)*\(reference)~"
    }
    return text + "GE*\(sets.count)*4101~IEA*1*\(control)~"
}

/// The head and the line of a small order.
let orderHead = "BEG*00*SA*PO-1**20261120~CUR*BY*EUR~REF*DP*04~N1*BY*Buyer*UL*9520504400027~"
let orderLine = "PO1*1*10*EA*2.5*PE*VP*A-1~PID*F****Thing~"
let orderBody = orderHead + orderLine + "CTT*1*10~"

func x12(_ text: String, _ format: any ReadingFormat = X12Format.purchaseOrder, maxLines: Int = 10_000) -> [ReadMessage]
{
    format.read(Array(text.utf8), maxLines: maxLines)
}

/// The order of the first set.
func orderRead(_ messages: [ReadMessage]) -> Order? {
    guard case .order(let order)? = messages.first?.document else { return nil }
    return order
}

/// The report that comes last.
func interchangeReport(_ messages: [ReadMessage]) -> InterchangeReport? {
    guard case .interchange(let report)? = messages.last?.document else { return nil }
    return report
}

extension [Finding] {
    /// Codes and places of what weighs more than information.
    var words: [String] {
        filter { $0.severity != .information }.map { "\($0.rule.code) \($0.place)" }
    }
}
