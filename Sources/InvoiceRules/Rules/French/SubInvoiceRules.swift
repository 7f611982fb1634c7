import Findings
import XMLSyntax

/// What France asks of invoices for several sellers (BR-FR-MV), and both ways between two parties (BR-FR-BD).
func subInvoiceRules(_ document: FrenchDocument) -> WholeDocumentRules {
    let reader = SubInvoiceReader(document)
    let rules =
        lineRules + (document.isUBL ? ublGroupRules : ciiGroupRules) + groupRules + wholeRules(document)
        + numberRules(document)
    return WholeDocumentRules(rules: rules.map(\.rule)) { root, breaks in
        guard let invoices = SubInvoices(root, reader) else { return }
        for (number, rule) in rules.enumerated() where rule.frames.contains(invoices.frame) {
            rule.check(invoices) { breaks(number, $0) }
        }
    }
}

/// A rule on sub-invoices, and the billing frames that it is for.
private struct SubInvoiceRule: Sendable {
    let rule: Rule
    let frames: Set<SubInvoices.Frame>
    /// Hands over what breaks it.
    let check: @Sendable (SubInvoices, (XMLElement) -> Void) -> Void

    private init(
        _ code: String, _ frames: Set<SubInvoices.Frame>, _ statement: String, _ remedy: String,
        _ check: @escaping @Sendable (SubInvoices, (XMLElement) -> Void) -> Void
    ) {
        rule = Rule(code, statement, remedy: remedy)
        self.frames = frames
        self.check = check
    }

    /// A rule on each line.
    static func line(
        _ code: String, _ statement: String, remedy: String,
        _ holds: @escaping @Sendable (SubInvoiceLine, SubInvoices) -> Bool
    ) -> Self {
        Self(code, both, statement, remedy) { invoices, breaks in
            for line in invoices.lines where !holds(line, invoices) { breaks(line.element) }
        }
    }

    /// A rule on each line that is a sub-invoice.
    static func group(
        _ code: String, of frames: Set<SubInvoices.Frame> = both, _ statement: String, remedy: String,
        _ holds: @escaping @Sendable (SubInvoiceLine, SubInvoices) -> Bool
    ) -> Self {
        Self(code, frames, statement, remedy) { invoices, breaks in
            for line in invoices.lines where line.groupCount > 0 && !holds(line, invoices) { breaks(line.element) }
        }
    }

    /// A rule on the invoice.
    static func whole(
        _ code: String, _ frames: Set<SubInvoices.Frame>, _ statement: String, remedy: String,
        _ holds: @escaping @Sendable (SubInvoices) -> Bool
    ) -> Self {
        Self(code, frames, statement, remedy) { invoices, breaks in
            if !holds(invoices) { breaks(invoices.root) }
        }
    }

    /// A rule on the kind of invoice.
    static func type(
        _ code: String, _ frames: Set<SubInvoices.Frame>, _ statement: String, remedy: String,
        _ holds: @escaping @Sendable (String) -> Bool
    ) -> Self {
        Self(code, frames, statement, remedy) { invoices, breaks in
            for type in invoices.types where !holds(type.rawString.trimmed) { breaks(type) }
        }
    }

    static let both: Set<SubInvoices.Frame> = [.severalSellers, .bothWays]
}

private let lineRules: [SubInvoiceRule] = [
    .line(
        "BR-FR-MV-01_EXT-FR-FE-163", "A line says what kind it is (EXT-FR-FE-163).", remedy: "Add the kind of the line."
    ) { line, _ in line.isPlaced },
    .line(
        "BR-FR-MV-06_EXT-FR-FE-167",
        "A line names its seller (EXT-FR-FE-167), who is that of the line it stands below.",
        remedy: "Add the seller's registration, or correct it."
    ) { line, invoices in
        guard line.sellerIDs.isSaid else { return false }
        return line.parents.isEmpty
            || line.sellerIDs.single == invoices.lines(named: line.parents).flatMap(\.sellerIDs).single
    },
    .line(
        "BR-FR-MV-07_BT-128",
        "A line gives the number of its sub-invoice (BT-128, scheme AFL), which is that of the line it stands below.",
        remedy: "Add the number, or correct it."
    ) { line, invoices in
        guard line.invoiceNumbers.isSaid else { return false }
        return line.parents.isEmpty
            || line.invoiceNumbers.single == invoices.lines(named: line.parents).flatMap(\.invoiceNumbers).single
    },
    .line(
        "BR-FR-MV-08_BT-128",
        "The exemption reason of a line that counts begins with the number of its sub-invoice, between two #.",
        remedy: "Begin the reason with # and the number and #."
    ) { line, _ in
        guard line.kinds.contains("DETAIL") else { return true }
        guard let number = line.invoiceNumbers.single, !number.isEmpty, line.reasons.isSaid else { return false }
        return line.reasons[0].hasPrefix("#\(number)#")
    },
]

private let addSeller = "Add what is missing of the seller."

private let groupRules: [SubInvoiceRule] =
    [
        .group("BR-FR-MV-03_EXT-FR-FE-164", "A sub-invoice names its seller (EXT-FR-FE-164).", remedy: addSeller) {
            line, _ in line.sellerNames.isSaid
        },
        .group(
            "BR-FR-MV-03_EXT-FR-FE-167", "A sub-invoice gives the registration of its seller (EXT-FR-FE-167).",
            remedy: addSeller
        ) { line, _ in line.sellerIDs.isSaid },
        .group(
            "BR-FR-MV-03_EXT-FR-FE-177", "A sub-invoice gives the country of its seller (EXT-FR-FE-177).",
            remedy: addSeller
        ) { line, _ in line.sellerCountries.isSaid },
        .group(
            "BR-FR-MV-03_EXT-FR-FE-181", "A sub-invoice gives its VAT (EXT-FR-FE-181).",
            remedy: "Add the VAT in the currency of the invoice."
        ) { line, invoices in line.taxes(in: invoices.currencies).map(\.text).isSaid },
        .group(
            "BR-FR-MV-03_EXT-FR-FE-182",
            "A sub-invoice gives its VAT in the accounting currency (EXT-FR-FE-182), where the invoice names one (BT-6).",
            remedy: "Add the VAT in the accounting currency."
        ) { line, invoices in
            let currencies = invoices.accountingCurrencies
            return currencies.isEmpty
                || currencies.contains { $0 != "" } && line.taxes(in: currencies).map(\.text).isSaid
        },
        .group(
            "BR-FR-MV-05_EXT-FR-FE-BG-12",
            "The net amount of a sub-invoice is what its lines come to, within a hundredth for each of them.",
            remedy: "Correct the amount of the sub-invoice, or of a line in it."
        ) { line, invoices in
            let inner = invoices.lines(below: line.names.map(\.trimmed)) { $0 != "INFORMATION" }.flatMap(\.nets)
            let sum = inner.reduce(Figure.zero, +)
            // The official rules add up in binary, here and below.
            return Figure(Int64(inner.count)).hundredth.isAtLeast(
                binarySumOf: [line.net, -sum], roundedToHundredths: false)
        },
        .group(
            "BR-FR-MV-09_EXT-FR-FE-181",
            "The VAT of a sub-invoice is that of the categories whose exemption reason begins with its number.",
            remedy: "Correct the VAT, or the reasons."
        ) { line, invoices in
            guard let number = line.invoiceNumbers.single else { return false }
            let sum = invoices.breakdown.filter { category in category.reasons.contains { $0.hasPrefix("#\(number)#") }
            }
            .reduce(Figure.zero) { $0 + $1.tax }
            return Figure(1).hundredth.isAtLeast(
                binarySumOf: [line.tax(in: invoices.currencies), -sum], roundedToHundredths: false)
        },
        .group(
            "BR-FR-MV-10_EXT-FR-FE-184",
            "A sub-invoice with VAT (EXT-FR-FE-184) comes to its net amount and its VAT, within a hundredth for each line.",
            remedy: "Correct the amount with VAT."
        ) { line, invoices in
            guard let gross = line.gross else { return true }
            let count = invoices.lines(below: line.names) { $0 == "DETAIL" || $0 == "GROUP" }.count
            let difference = gross - line.net - line.tax(in: invoices.currencies)
            return difference.magnitude <= Figure(Int64(count)).hundredth
        },
        .group(
            "BR-FR-MV-11_BT-128",
            "The invoice's own seller has one sub-invoice with the number of the invoice (BT-1), and only one.",
            remedy: "Give one sub-invoice of the seller the number of the invoice."
        ) { line, invoices in
            !invoices.isOfSeller(line) || invoices.sellerNumberCount == 1
        },
    ] + earlierRules

/// Credit notes and corrections of several sellers name what each of them credits or corrects.
private let earlierRules: [SubInvoiceRule] = [
    ("MV", SubInvoices.Frame.severalSellers, ["384", "472", "381", "396", "503"] as Set<String>),
    ("BD", .bothWays, ["261", "471", "473", "502"]),
].flatMap { part, frame, types in
    [
        SubInvoiceRule.group(
            "BR-FR-\(part)-14-EXT-FR-FE-136", of: [frame],
            "A sub-invoice that credits or corrects gives the number of the earlier invoice (EXT-FR-FE-136).",
            remedy: "Add the number of the earlier invoice."
        ) { line, invoices in !invoices.type(in: types) || line.earlierNumbers > 0 },
        SubInvoiceRule.group(
            "BR-FR-\(part)-14-EXT-FR-FE-138", of: [frame],
            "A sub-invoice that credits or corrects gives the date of the earlier invoice (EXT-FR-FE-138).",
            remedy: "Add the date of the earlier invoice."
        ) { line, invoices in !invoices.type(in: types) || line.earlierDates > 0 },
    ]
}

private let objectRemedy = "Add the object with its scheme and the type 130."

/// In UBL a sub-invoice has both objects.
private let ublGroupRules: [SubInvoiceRule] = [
    .group(numberCode, numberStatement, remedy: objectRemedy) { line, _ in line.invoiceNumbers.isSaid },
    .group(frameCode, frameStatement, remedy: objectRemedy) { line, _ in
        let frames = line.objects.filter { $0.scheme == "AVV" && $0.isInvoiced }.map(\.id)
        return frames.isSaid && !frames.contains { FrenchValues.severalSellers.contains($0) }
    },
]

/// In CII only the objects that are there are asked.
private let ciiGroupRules: [SubInvoiceRule] = [
    .group(numberCode, numberStatement, remedy: objectRemedy) { line, _ in
        line.objects.allSatisfy { $0.scheme != "AFL" || $0.isInvoiced && !$0.id.trimmed.isEmpty }
    },
    .group(frameCode, frameStatement, remedy: objectRemedy) { line, _ in
        line.objects.allSatisfy {
            $0.scheme != "AVV"
                || $0.isInvoiced && !$0.id.trimmed.isEmpty && !FrenchValues.severalSellers.contains($0.id)
        }
    },
]

private let numberCode = "BR-FR-MV-03_BT-128_AFL"
private let numberStatement = "A sub-invoice gives its number (BT-128, scheme AFL)."
private let frameCode = "BR-FR-MV-03_BT-128_AVV"
private let frameStatement =
    "A sub-invoice gives its own billing frame (BT-128, scheme AVV), which is none of several sellers."

private func wholeRules(_ document: FrenchDocument) -> [SubInvoiceRule] {
    [
        .whole(
            "BR-FR-MV-02_EXT-FR-FE-163", [.severalSellers],
            "An invoice of several sellers has a line of the kind GROUP that stands below none: a sub-invoice.",
            remedy: "Add the sub-invoices."
        ) { !$0.groups.isEmpty },
        .whole(
            "BR-FR-BD-02_EXT-FR-FE-163", [.bothWays], "An invoice both ways has two sub-invoices.",
            remedy: "Add one for each way, or leave out the others."
        ) { $0.groups.count == 2 },
        .whole(
            document.isUBL ? "BR-FR-BD-02_BT-30" : "BR-FR-BD-02_BT-31", [.bothWays],
            "One sub-invoice both ways is of the seller (BT-30).", remedy: "Name the seller in one of them."
        ) { invoices in invoices.groups.count { $0.sellerIDs.contains { invoices.sellers.contains($0) } } == 1 },
        .whole(
            "BR-FR-BD-02_BT-47", [.bothWays], "One sub-invoice both ways is of the buyer (BT-47).",
            remedy: "Name the buyer in one of them."
        ) { invoices in invoices.groups.count { $0.sellerIDs.contains { invoices.buyers.contains($0) } } == 1 },
        .type(
            "BR-FR-MV-13_BT-3", [.severalSellers], "An invoice of several sellers is not written by the buyer.",
            remedy: "Use 380 or 381."
        ) { !$0.isEmpty && !FrenchValues.selfBilled.contains($0) },
        .type(
            document.isUBL ? "BR-FR-MV-BD_BT-3" : "BR-FR-BD-13_BT-3", [.bothWays],
            "An invoice both ways is written by the buyer.", remedy: "Use 389, or 261 for a credit note."
        ) { FrenchValues.selfBilled.contains($0) },
    ]
}

/// Sub-invoices have different numbers. The official rules compare with every number that stands before, so that a line
/// must not stand before the sub-invoice that it belongs to.
private func numberRules(_ document: FrenchDocument) -> [SubInvoiceRule] {
    let name = CIIVocabulary.shared["ram:IssuerAssignedID"]
    return [
        .whole(
            "BR-FR-MV-12_BT-128", SubInvoiceRule.both,
            "The numbers of sub-invoices (BT-128, scheme AFL) differ, and stand before those of their lines.",
            remedy: "Correct the number, or put the sub-invoice before its lines."
        ) { invoices in
            var seen: Set<String> = []
            var holds = true
            if document.isUBL {
                for line in invoices.lines {
                    for number in line.invoiceNumbers where !seen.insert(number).inserted && line.groupCount > 0 {
                        holds = false
                    }
                }
                return holds
            }
            let ofGroups = Set(
                invoices.groups.flatMap(\.objects).filter { $0.scheme == "AFL" && $0.isInvoiced }.map(\.position))
            invoices.root.forEachWithin { element in
                guard element.name == name else { return }
                if !seen.insert(element.rawString).inserted, ofGroups.contains(element.position) { holds = false }
            }
            return holds
        }
    ]
}
