import Calendars
import Documents

/// A document that leaves, and the envelope that it leaves in.
struct X12Dispatch {
    let content: Document
    let envelope: X12Envelope

    /// Where nobody has numbered the interchange, its number follows from the document, so that the same document
    /// leaves the same each time: an acknowledgement has the number of what it answers.
    init(_ document: Document) {
        if case .outgoingInterchange(let outgoing) = document {
            content = outgoing.content
            envelope = X12Envelope(outgoing)
            return
        }
        content = document
        switch document {
        case .interchange(let report): envelope = X12Envelope(answering: report)
        case .orderResponse(let response):
            envelope = X12Envelope(
                response.number, from: response.seller, to: response.buyer, on: response.issueDate)
        case .despatchAdvice(let advice):
            envelope = X12Envelope(
                advice.number, from: advice.supplier, to: advice.buyer ?? advice.recipient, on: advice.issueDate)
        case .invoice(let invoice):
            envelope = X12Envelope(invoice.number, from: invoice.seller, to: invoice.buyer, on: invoice.issueDate)
        default: preconditionFailure("X12 has no set for \(document.kind.name)")
        }
    }
}

extension X12Envelope {
    fileprivate init(_ outgoing: OutgoingInterchange) {
        self.init(
            sender: outgoing.sender, recipient: outgoing.recipient, controlNumber: outgoing.controlNumber,
            longDate: outgoing.preparedOn.x12, time: outgoing.preparedTime)
        isTest = outgoing.isTest
        style = outgoing.style
        if let version = style.version, version.hasPrefix("004010") || version.hasPrefix("005010") {
            groupVersion = version
        }
    }

    fileprivate init(answering report: InterchangeReport) {
        self.init(
            sender: report.recipient, recipient: report.sender,
            controlNumber: max(0, Int(report.controlReference) ?? 0),
            longDate: "20" + onlyDigits(report.preparedDate, 6), time: onlyDigits(report.preparedTime, 4))
    }

    fileprivate init(_ number: String, from sender: Party, to recipient: Party, on date: BusinessDate) {
        self.init(
            sender: sender.interchangeIdentifier.cut, recipient: recipient.interchangeIdentifier.cut,
            controlNumber: interchangeNumber(from: number), longDate: date.x12, time: "0000")
    }
}

extension Party {
    /// The identifier that ISA names it by: the one under which it sends interchanges, or else its GLN, or any.
    fileprivate var interchangeIdentifier: PartyIdentifier {
        let all = allIdentifiers
        return all.first { ["ZZ", "01", "08", "12", "14"].contains($0.scheme) } ?? all.first {
            $0.scheme == PartyIdentifier.gln
        }
            ?? all.first ?? PartyIdentifier(scheme: "ZZ", name)
    }
}

extension PartyIdentifier {
    /// As much of it as ISA has room for: where no address is agreed, nobody delivers by it.
    fileprivate var cut: PartyIdentifier { PartyIdentifier(scheme: scheme, String(x12Text(value).prefix(15))) }
}

/// A number of nine digits that is the same for the same text (FNV-1a).
private func interchangeNumber(from text: String) -> Int {
    let hash = text.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return Int(hash % 999_999_999) + 1
}
