public import Documents
import EDISyntax
public import Findings
public import Pipeline

/// Documents that leave as X12: one set, or one for each group that it answers, in an interchange of its own.
public struct X12OutFormat: WritingFormat {
    public let name: String
    public let summary: String
    public var kinds: Set<DocumentKind> {
        switch form {
        case .functionalAcknowledgement, .implementationAcknowledgement: [.outgoingInterchange, .interchange]
        case .orderResponse: [.outgoingInterchange, .orderResponse]
        case .despatchAdvice: [.outgoingInterchange, .despatchAdvice]
        case .invoice: [.outgoingInterchange, .invoice]
        }
    }
    public let contentType = "application/EDI-X12"
    public let fileExtension = "x12"
    private let form: Form

    private enum Form: Sendable {
        case functionalAcknowledgement, implementationAcknowledgement, orderResponse, despatchAdvice, invoice
    }

    public static let acknowledgement = X12OutFormat(
        "x12-997-out", "X12 997 Functional Acknowledgement, and TA1: a code for every fault.",
        .functionalAcknowledgement)
    public static let implementationAcknowledgement = X12OutFormat(
        "x12-999-out", "X12 999 Implementation Acknowledgement (005010), and TA1: a code for every fault.",
        .implementationAcknowledgement)
    public static let orderResponse = X12OutFormat(
        "x12-855", "X12 855 Purchase Order Acknowledgement, and 865 where a change is answered, 004010.", .orderResponse
    )
    public static let despatchAdvice = X12OutFormat("x12-856-out", "X12 856 Ship Notice, 004010.", .despatchAdvice)
    public static let invoice = X12OutFormat("x12-810", "X12 810 Invoice, 004010.", .invoice)

    private init(_ name: String, _ summary: String, _ form: Form) {
        self.name = name
        self.summary = summary
        self.form = form
    }

    public func write(_ document: Document) -> [UInt8] {
        let dispatch = X12Dispatch(document)
        switch (form, dispatch.content) {
        case (.functionalAcknowledgement, .interchange(let report)):
            return acknowledgement(report, dispatch.envelope, .functional)
        case (.implementationAcknowledgement, .interchange(let report)):
            return acknowledgement(report, dispatch.envelope, .implementation)
        case (.orderResponse, .orderResponse(let response)):
            return interchange(dispatch.envelope, response.x12Set.groupIdentifier) { $0.orderResponse(response) }
        case (.despatchAdvice, .despatchAdvice(let advice)):
            return interchange(dispatch.envelope, "SH") { $0.despatchAdvice(advice, at: dispatch.envelope.time) }
        case (.invoice, .invoice(let invoice)): return interchange(dispatch.envelope, "IN") { $0.invoice(invoice) }
        default: preconditionFailure("\(name) does not write \(dispatch.content.kind.name)")
        }
    }

    public var invoiceTerms: InvoiceTerms? { form == .invoice ? Self.termsOfInvoice : nil }

    private static let termsOfInvoice = InvoiceTerms(
        """
        number kind issueDate dueDate currency accountingCurrency buyerReference references.order references.contract references.despatch
        precedingInvoices.number notes.text seller.name seller.identifiers seller.vatNumber seller.address.street
        seller.address.additionalStreet seller.address.line seller.address.city seller.address.postalCode
        seller.address.country buyer.name buyer.identifiers buyer.vatNumber buyer.address.street
        buyer.address.additionalStreet buyer.address.line buyer.address.city buyer.address.postalCode
        buyer.address.country delivery.name delivery.location delivery.date delivery.address.street
        delivery.address.additionalStreet delivery.address.line delivery.address.city delivery.address.postalCode
        delivery.address.country paymentTermsNote allowanceCharges.isCharge allowanceCharges.amount
        allowanceCharges.reason lines.orderLine lines.quantity lines.netAmount lines.price
        lines.allowanceCharges.isCharge lines.allowanceCharges.amount lines.allowanceCharges.reason lines.item.name
        lines.item.sellerID lines.item.buyerID lines.item.standardID vatBreakdown.tax vatBreakdown.taxable
        vatBreakdown.exemptionReason vatBreakdown.exemptionCode payments.transfers totals.taxInAccountingCurrency
        totals.payable totals.prepaid totals.rounding
        """
    ) { bytes in
        let segments = String(decoding: bytes, as: UTF8.self).split { $0 == "~" || $0 == "\n" }
        // A long text stands in the last elements of several segments.
        let texts = segments.compactMap { $0.split(separator: "*").last }
        return texts.joined() + segments.joined().filter { $0 != "*" }
    }

    private func interchange(_ envelope: X12Envelope, _ group: String, _ write: (inout X12Writer) -> Void) -> [UInt8] {
        var writer = X12Writer()
        write(&writer)
        return writer.finish(envelope, group: group)
    }

    /// A 997 is of the version of what it answers.
    private func acknowledgement(
        _ report: InterchangeReport, _ envelope: X12Envelope, _ names: AcknowledgementNames
    ) -> [UInt8] {
        var writer = X12Writer()
        writer.acknowledgement(report, names)
        var envelope = envelope
        envelope.groupVersion = names.convention ?? (report.syntax >= "00501" ? "005010" : "004010")
        return writer.finish(envelope, group: "FA")
    }

    public func check(_ bytes: [UInt8]) -> [Finding] {
        bytes.withUnsafeBufferPointer { bytes in scanInterchanges(bytes).flatMap { findings(in: $0, bytes) } }
    }

    private func findings(in interchange: Interchange, _ bytes: UnsafeBufferPointer<UInt8>) -> [Finding] {
        // An interchange that only acknowledges another one needs no set.
        let envelope =
            interchange.log.findings.filter { $0.rule != .interchangeIsNotEmpty }
            + interchange.groups.flatMap(\.findings)
        var findings = envelope
        var segments = interchange.reader(in: bytes)
        for slice in interchange.messages {
            guard let set = X12Set(rawValue: slice.type) else {
                findings += slice.findings
                continue
            }
            let input = SetInput(slice: slice, header: interchange.header, maxLines: .max - 1)
            findings += checkSet(set, input, &segments).findings
        }
        return findings
    }
}
