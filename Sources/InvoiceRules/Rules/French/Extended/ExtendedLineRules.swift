import XMLSyntax

/// What EXTENDED-CTC-FR asks of lines: of those that count, and of how lines stand below one another.
func extendedLineRules(_ syntax: InvoiceSyntax) -> [InvoiceRule] { countedRules(syntax) + structureRules }

private func countedRules(_ syntax: InvoiceSyntax) -> [InvoiceRule] {
    let prefix = syntax == .cii ? "BR-FREXT-BR-" : "BR-FREXT-"
    return [
        counted(prefix + "22", "A line that counts has a quantity (BT-129).", remedy: "Add the quantity.") {
            $0.has(.quantity)
        },
        counted(prefix + "23", "The quantity of a line that counts has a unit (BT-130).", remedy: "Add the unit.") {
            $0.values(.quantity).contains { $0.has(attribute: "unitCode") }
        },
        counted(prefix + "24", "A line that counts has a net amount (BT-131).", remedy: "Add the net amount.") {
            $0.has(.lineNet)
        },
        counted(prefix + "26", "A line that counts has a net price (BT-146).", remedy: "Add the net price.") {
            $0.groups(.price).contains { $0.has(.netPrice) }
        },
        counted("BR-FREXT-CO-04", "A line that counts has a VAT category (BT-151).", remedy: "Add the VAT category.") {
            $0.groups(.vatClass).contains { $0.isOfVAT && $0.has(.category) }
        },
    ]
}

private let lineHead = CIIPaths.path("AssociatedDocumentLineDocument")

private func counted(
    _ code: String, _ statement: String, remedy: String, _ holds: @escaping @Sendable (InvoiceGroup) -> Bool
) -> InvoiceRule {
    InvoiceRule(code, .line, statement, remedy: remedy) { line in
        // In CII a line without a head is asked for that alone.
        line.invoice.syntax == .cii && !lineHead.isThere(in: line.element) || !ExtendedLine.isCounted(line)
            || holds(line)
    }
}

private let structureRules: [InvoiceRule] = [
    InvoiceRule(
        "BR-FREXT-05", .line, "The kind of a line (EXT-FR-FE-163) is DETAIL, GROUP or INFORMATION.",
        remedy: "Correct the code."
    ) { line in
        let codes = ExtendedLine.statusCodes(of: line)
        let said = line.invoice.syntax == .ubl ? codes.map(\.trimmed) : codes
        return said.allSatisfy { ["DETAIL", "GROUP", "INFORMATION"].contains($0) }
    },
    InvoiceRule(
        "BR-FREXT-06", .line, "A line that stands below another (EXT-FR-FE-162) says what kind it is (EXT-FR-FE-163).",
        remedy: "Add the kind of the line."
    ) { line in
        let codes = ExtendedLine.statusCodes(of: line)
        return ExtendedLine.parents(of: line).isEmpty
            || (line.invoice.syntax == .ubl ? !codes.isEmpty : codes.contains { $0 != "" })
    },
    InvoiceRule(
        "BR-FREXT-08", .line, "The net amount of a line that groups others is what these come to.",
        remedy: "Correct the amount of the group, or of a line in it."
    ) { line in
        guard line.isGroupWithAmount else { return true }
        let sum = line.invoice.lineage.below(line).sum.rounded(to: 2)
        return line.values(.lineNet).contains { $0.figure == sum }
    },
    InvoiceRule(
        "BR-FREXT-11", .line, "A line stands below another line of the invoice.", remedy: "Name a line that is there."
    ) { line in
        let parents = ExtendedLine.parents(of: line)
        return parents.isEmpty || line.invoice.lineage.hasLine(named: parents, besides: line)
    },
    InvoiceRule(
        "BR-FREXT-12", .line, "Where a group of lines has an amount, every group in it has one.",
        remedy: "Add the amounts."
    ) { line in
        guard line.isGroupWithAmount else { return true }
        let below = line.invoice.lineage.below(line)
        return below.groupCount == below.groupAmounts
    },
]

extension InvoiceGroup {
    fileprivate var isGroupWithAmount: Bool { has(.lineNet) && ExtendedLine.statusCodes(of: self).contains("GROUP") }
}
