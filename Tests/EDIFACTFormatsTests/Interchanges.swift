import Documents
import EDIFACTFormats
import Findings
import Foundation
import Pipeline
import Testing

/// An interchange around messages, each given from UNH to what stands before UNT.
func interchange(_ messages: String..., header: String = "UNOC:3+5412345000013:14+9520417000017:14+261123:0930+R1")
    -> String
{
    let wrapped = messages.enumerated().map { index, message in
        let count = message.replacing("?'", with: "").filter { $0 == "'" }.count + 1
        let reference = message.split(separator: "+")[1]
        return message + "UNT+\(count)+\(reference)'\n"
    }
    return "UNB+\(header)'\n" + wrapped.joined() + "UNZ+\(messages.count)+\(header.split(separator: "+")[4])'\n"
}

/// The messages of a text, read as one of the formats.
func read(_ text: String, as format: EDIFACTFormat = .orders, maxLines: Int = 100) -> [ReadMessage] {
    format.read(Array(text.utf8), maxLines: maxLines)
}

/// What is found, as code and place.
func codes(_ message: ReadMessage) -> [String] { message.findings.map { "\($0.rule.code) \($0.place)" } }

extension ReadMessage {
    var order: Order? { if case .order(let order)? = document { order } else { nil } }
    var interchange: InterchangeReport? { if case .interchange(let report)? = document { report } else { nil } }
}
