public import Documents
import EDISyntax
public import Findings
import Money
public import Pipeline

/// ORDRSP: the answer to an order, line by line.
public struct OrdrspFormat: WritingFormat {
    public let name: String
    public let summary: String
    public let kinds: Set<DocumentKind> = [.orderResponse, .outgoingInterchange]
    public let contentType = "application/EDIFACT"
    public let fileExtension = "edi"
    private let release: DirectoryRelease

    public static let d96A = OrdrspFormat("edifact-ordrsp-d96a", "UN/EDIFACT ORDRSP of D.96A (EANCOM).", .d96A)
    public static let d01B = OrdrspFormat("edifact-ordrsp-d01b", "UN/EDIFACT ORDRSP of D.01B (EANCOM).", .d01B)

    private init(_ name: String, _ summary: String, _ release: DirectoryRelease) {
        self.name = name
        self.summary = summary
        self.release = release
    }

    public func write(_ document: Document) -> [UInt8] {
        guard case .orderResponse(let response) = document.content else {
            preconditionFailure("\(name) writes responses to orders only")
        }
        let envelope = EDIFACTWriter.Envelope(
            from: response.seller, to: response.buyer, number: response.number, on: response.issueDate)
        return document.interchange(else: envelope) { $0.ordrsp(response, release, $1) }
    }

    public func check(_ bytes: [UInt8]) -> [Finding] { structureFindings(of: bytes) }
}

extension Document {
    /// The document itself, or the one that the interchange was made for.
    var content: Document {
        if case .outgoingInterchange(let outgoing) = self { outgoing.content } else { self }
    }

    /// A message in an interchange: in the envelope that was made for it, with the version that its receiver agreed on,
    /// or else in one of its own.
    func interchange(
        else own: EDIFACTWriter.Envelope, _ message: (inout EDIFACTWriter, _ version: String?) -> Void
    ) -> [UInt8] {
        var envelope: EDIFACTWriter.Envelope?
        if case .outgoingInterchange(let outgoing) = self { envelope = EDIFACTWriter.Envelope(outgoing) }
        var writer = EDIFACTWriter()
        message(&writer, envelope?.style.version)
        return writer.finish(envelope ?? own)
    }
}

extension DirectoryRelease {
    /// The type of a message of the directory: with the association code of EANCOM, or as the partner's version of the
    /// same directory (`D:96A:UN`) has it.
    func messageType(_ type: String, eancom: String, _ version: String?) -> [String] {
        let agreed = (version ?? "").split(separator: ":").map(String.init)
        guard agreed.count >= 3, agreed[0] == "D", agreed[1] == release else {
            return [type, "D", release, "UN", eancom]
        }
        return [type] + agreed
    }
}

extension EDIFACTWriter {
    fileprivate mutating func ordrsp(_ response: OrderResponse, _ release: DirectoryRelease, _ version: String?) {
        beginMessage(release.messageType("ORDRSP", eancom: release == .d96A ? "EAN005" : "EAN007", version))
        segment(
            "BGM", "231", EDIFACTElement(shortened(response.number, to: 35)),
            EDIFACTElement(response.decision.function))
        date("137", response.issueDate)
        if response.decision != .rejected { requestedDelivery(response.requestedDelivery) }
        note("AAI", response.note)
        reference("ON", response.orderNumber, on: response.orderDate)
        reference("PP", response.changeNumber)
        reference("CR", response.customerReference)
        party("BY", response.buyer)
        party("SU", response.seller)
        segment("CUX", ["2", response.currency.code, "9"])
        for (index, line) in response.lines.enumerated() { responseLine(line, index + 1, of: response.orderNumber) }
        segment("UNS", "S")
        segment("CNT", ["2", "\(response.lines.count)"])
        endMessage()
    }

    private mutating func responseLine(_ line: OrderResponseLine, _ number: Int, of order: String) {
        item(line.item, line: number, action: line.status.code)
        quantity(line.status == .rejected ? "21" : "113", line.quantity)
        if line.status.isComing { requestedDelivery(line.requestedDelivery) }
        note("AAI", line.note)
        if let price = line.price { self.price(price, unit: line.quantity.unit, before: line.allowanceCharges) }
        reference("ON", order, line: line.orderLine)
        for item in line.allowanceCharges { allowanceCharge(item) }
    }
}

extension OrderResponse.Decision {
    /// UNCL 1225: accepted without amendment, not accepted, changed.
    fileprivate var function: String {
        switch self {
        case .accepted: "29"
        case .rejected: "27"
        case .conditionallyAccepted: "4"
        }
    }
}
