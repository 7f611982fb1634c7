public import Documents
import Findings

extension Run {
    /// Writes an interchange as it will leave, and checks it as its receiver would; throws what keeps it from leaving.
    ///
    /// Whoever takes a number for it asks first, so that no number is taken for what never leaves. Nil where nothing
    /// after the stage writes interchanges.
    public func write(_ interchange: OutgoingInterchange) throws(WritingFault) -> WrittenDocument? {
        guard let format = format(of: interchange) else {
            guard let name = interchange.format, !writers.isEmpty else { return nil }
            let words =
                "the agreement names the format '\(name)', which does not write a document of kind \(interchange.content.kind.name)"
            throw WritingFault([Finding(.agreedFormatIsWritten, words, at: .document)])
        }
        let misfits = interchange.addressFindings
        guard misfits.isEmpty else { throw WritingFault(misfits) }
        let bytes = try format.write(.outgoingInterchange(interchange), issuedBy: company)
        let faults = format.check(bytes).filter { $0.severity == .fatal }
        guard faults.isEmpty else { throw WritingFault(faults) }
        return WrittenDocument(format: format.name, bytes: bytes)
    }

    /// The format that it was made for, or else that of the stage that writes its dialect.
    private func format(of interchange: OutgoingInterchange) -> (any WritingFormat)? {
        guard let name = interchange.format else {
            return writers.first { InterchangeReport.Dialect(ofFormat: $0.name) == interchange.dialect }
        }
        return writers.first { $0.name == name && $0.kinds.contains(interchange.content.kind) }
    }

    /// The formats that interchanges leave in, those of the stages before those that an agreement may name.
    private var writers: [any WritingFormat] {
        (leavesIn.map(\.format) + leavesIn.flatMap(\.others)).filter { $0.kinds.contains(.outgoingInterchange) }
    }
}

extension OutgoingInterchange {
    /// The addresses that have no room in the header, whose lengths no grammar of messages knows.
    fileprivate var addressFindings: [Finding] {
        let (tag, room, elements) = dialect == .edifact ? ("UNB", 35, (2, 3)) : ("ISA", 15, (6, 8))
        return [("sender", sender, elements.0), ("receiver", recipient, elements.1)].compactMap {
            role, address, element in
            guard address.value.unicodeScalars.count > room else { return nil }
            return Finding(
                .addressFitsHeader,
                "the address of the \(role) has \(address.value.unicodeScalars.count) characters, \(room) are allowed",
                at: .segment(1, tag: tag, element: element, component: dialect == .edifact ? 1 : 0))
        }
    }
}
