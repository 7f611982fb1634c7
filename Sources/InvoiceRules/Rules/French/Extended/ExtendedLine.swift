import XMLSyntax

/// Lines of an invoice of EXTENDED-CTC-FR, which may stand below one another: those that group others or only inform count nowhere.
enum ExtendedLine {
    /// Whether a line counts in the totals.
    static func isCounted(_ line: InvoiceGroup) -> Bool {
        switch line.invoice.syntax {
        case .cii:
            let status = statusCodes(of: line)
            return status.isEmpty || status.contains("DETAIL")
        case .ubl:
            return ownReferences(of: line).isEmpty || statusCodes(of: line).contains("DETAIL")
        }
    }

    /// What a line says it is: DETAIL, GROUP, INFORMATION.
    static func statusCodes(of line: InvoiceGroup) -> [String] {
        switch line.invoice.syntax {
        case .cii: CIIPath.status.texts(in: line.element)
        case .ubl: ownReferences(of: line).flatMap { UBLPath.status.texts(in: $0) }
        }
    }

    /// The line that a line stands below.
    static func parents(of line: InvoiceGroup) -> [String] {
        switch line.invoice.syntax {
        case .cii: CIIPath.parent.texts(in: line.element).map(\.trimmed).filter { !$0.isEmpty }
        case .ubl: ownReferences(of: line).flatMap { UBLPath.parent.texts(in: $0) }
        }
    }

    /// In UBL, the references of a line to the invoice that it is in.
    static func ownReferences(of line: InvoiceGroup) -> [XMLElement] {
        let numbers = line.invoice.whole.values(.number).map(\.element.rawString)
        return UBLPath.reference.elements(in: line.element).filter { reference in
            UBLPath.referred.texts(in: reference).contains { numbers.contains($0) }
        }
    }

    /// The names of the lines, as they stand.
    static func names(of line: InvoiceGroup) -> [String] { line.values(.lineID).map(\.element.rawString) }

    private enum UBLPath {
        static let reference = ElementPath("cac:BillingReference")
        static let referred = ElementPath("cac:InvoiceDocumentReference/cbc:ID")
        static let status = ElementPath("cac:InvoiceDocumentReference/cbc:DocumentStatusCode")
        static let parent = ElementPath("cac:BillingReferenceLine/cbc:ID")
    }

    private enum CIIPath {
        static let status = ElementPath(
            "ram:AssociatedDocumentLineDocument/ram:LineStatusReasonCode", CIIVocabulary.shared)
        static let parent = ElementPath("ram:AssociatedDocumentLineDocument/ram:ParentLineID", CIIVocabulary.shared)
    }
}

extension ElementPath {
    /// The texts of what the way leads to, as they stand.
    func texts(in element: XMLElement) -> [String] { elements(in: element).map(\.rawString) }
}

extension InvoiceGroup {
    /// The lines of the invoice that count in its totals.
    var countedLines: [InvoiceGroup] { invoice.whole.groups(.line).filter { ExtendedLine.isCounted($0) } }
}
