import Calendars
import Documents
import Findings
import XMLSyntax

/// Maps a UBL ApplicationResponse (2.1; Peppol Invoice Response 3, T111, and Message Level Response 3, T71) to what it
/// says of each document.
struct StatusMapping: UBLMapping {
    static let parts: Set<XMLName> = [UBLName.documentResponse]
    private(set) var values = UBLValues()
    private(set) var lineCount = 0
    private var responses: [Response] = []

    /// What is said of one document, before it is known by whom.
    private struct Response {
        var code: String
        var place: Place
        var effectiveOn: BusinessDate?
        var invoice: String
        var invoiceDate: BusinessDate?
        var clauses: [(list: String?, clause: StatusClause)]
        var notes: [String]
    }

    mutating func add(_ element: XMLElement, maxLines: Int) {
        lineCount += 1
        guard lineCount <= maxLines else {
            values.refuse(element, asLine: lineCount, of: maxLines)
            responses = []
            return
        }
        guard let response = element.child(UBLName.response), let reference = element.child(UBLName.documentReference)
        else {
            let missing = element.child(UBLName.response) == nil ? "Response" : "DocumentReference"
            return values.log.report(.ublElementIsGiven, "\(missing) is missing", at: element.place)
        }
        let lines = element.children(UBLName.lineResponse).flatMap { line in
            line.children(UBLName.response).flatMap {
                clauses(of: $0, on: line.child(UBLName.lineReference), isLine: true)
            }
        }
        responses.append(
            Response(
                code: values.required(UBLName.responseCode, "the code of the response", in: response),
                place: response.place, effectiveOn: values.date(response.child(UBLName.effectiveDate)),
                invoice: values.identifier(UBLName.id, "the number of the document", in: reference),
                invoiceDate: values.date(reference.child(UBLName.issueDate)),
                clauses: clauses(of: response, on: nil, isLine: false) + lines,
                notes: response.children(UBLName.description).compactMap { values.text($0) }))
    }

    private func clauses(
        of response: XMLElement, on line: XMLElement?, isLine: Bool
    ) -> [(list: String?, clause: StatusClause)] {
        let subject = values.text(line?.child(UBLName.lineID))
        let words = isLine ? values.text(response.child(UBLName.description)) : nil
        let found = response.children(UBLName.status).map { status in
            let code = status.child(UBLName.statusReasonCode)
            let clause = StatusClause(
                code: values.text(code) ?? "", text: values.text(status.child(UBLName.statusReason)) ?? words,
                subject: subject ?? conditions(of: status))
            return (list: code?.attribute("listID"), clause: clause)
        }
        if found.isEmpty, words != nil || subject != nil {
            return [(list: nil, clause: StatusClause(code: "", text: words, subject: subject))]
        }
        return found.filter { !$0.clause.code.isEmpty || $0.clause.text != nil || $0.clause.subject != nil }
    }

    /// What the sender would have expected, term by term.
    private func conditions(of status: XMLElement) -> String? {
        let terms = status.children(UBLName.condition).compactMap { condition -> String? in
            guard let name = values.text(condition.child(UBLName.attributeID)) else { return nil }
            return values.text(condition.child(UBLName.description)).map { "\(name) = \($0)" } ?? name
        }
        return terms.isEmpty ? nil : terms.joined(separator: ", ")
    }

    mutating func documents(_ root: XMLElement) -> [Document] {
        let number = values.identifier(UBLName.id, "the number of the response", in: root)
        let issueDate = values.issueDate(of: root)
        let sender = party(UBLName.senderParty, "the sender", in: root)
        let receiver = party(UBLName.receiverParty, "the receiver", in: root)
        if lineCount == 0 { values.log.report(.ublElementIsGiven, "DocumentResponse is missing", at: root.place) }
        guard let issueDate, let sender, let receiver else { return [] }
        let isMessageLevel = values.text(root.child(UBLName.customizationID))?.contains(":mlr:") ?? false
        let notes = root.children(UBLName.note).compactMap { values.text($0) }
        return responses.map { response in
            var status = InvoiceStatus(
                number: number, issueDate: issueDate, sender: sender, receiver: receiver, invoice: response.invoice,
                invoiceDate: response.invoiceDate, vocabulary: vocabulary(of: response.code, isMessageLevel),
                code: response.code, effectiveOn: response.effectiveOn, notes: notes + response.notes)
            for (list, clause) in response.clauses {
                let isAction =
                    list == "OPStatusAction" || list == nil && status.vocabulary.actions.contains(clause.code)
                if isAction { status.actions.append(clause) } else { status.reasons.append(clause) }
            }
            check(status, at: response.place)
            return .invoiceStatus(status)
        }
    }

    /// The codes of the French life cycle are numbers, those of UNCL 4343 letters.
    private func vocabulary(of code: String, _ isMessageLevel: Bool) -> StatusVocabulary {
        if Int(code) != nil { return .frenchLifeCycle }
        return isMessageLevel ? .peppolMessageResponse : .peppolInvoiceResponse
    }

    private mutating func check(_ status: InvoiceStatus, at place: Place) {
        let list = status.vocabulary
        if status.standing == nil, !status.code.isEmpty {
            values.log.report(.ublStatusIsListed, "'\(status.code.prefix(10))' is not in \(list.name)", at: place)
        }
        if let listed = list.reasons(with: status.code) {
            for reason in status.reasons where !reason.code.isEmpty && !listed.contains(reason.code) {
                values.log.report(
                    .ublStatusReasonIsListed, "'\(reason.code.prefix(40))' is no reason for \(status.code)", at: place)
            }
        }
        for action in status.actions where !list.actions.contains(action.code) {
            values.log.report(.ublStatusReasonIsListed, "'\(action.code.prefix(40))' is no action", at: place)
        }
        if list.wantsReason(status.code), status.reasons.isEmpty, status.notes.isEmpty {
            values.log.report(.ublStatusHasReason, "\(status.code) stands without a reason", at: place)
        }
    }

    private mutating func party(_ name: XMLName, _ words: String, in root: XMLElement) -> Party? {
        if let element = root.child(name) { return values.party(element) }
        values.log.report(.ublElementIsGiven, "\(words) is missing", at: root.place)
        return nil
    }
}
