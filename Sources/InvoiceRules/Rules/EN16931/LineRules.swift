/// What every line (BG-25) says.
let coreLineRules: [InvoiceRule] = [
    InvoiceRule("BR-21", .line, "A line has an identifier (BT-126).", remedy: "Number the lines.") { $0.says(.lineID) },
    InvoiceRule("BR-22", .line, "A line has a quantity (BT-129).", remedy: "Add the quantity that is billed.") {
        $0.has(.quantity)
    },
    InvoiceRule(
        "BR-23", .line, "The quantity of a line has a unit (BT-130).",
        remedy: "Add the unit code, such as C62 for a piece or KGM for a kilogram."
    ) { $0.values(.quantity).contains { $0.has(attribute: "unitCode") } },
    InvoiceRule("BR-24", .line, "A line has a net amount (BT-131).", remedy: "Add the net amount of the line.") {
        $0.has(.lineNet)
    },
    InvoiceRule("BR-25", .line, "A line names what is billed (BT-153).", remedy: "Add the name of the item.") {
        $0.says(.itemName)
    },
    InvoiceRule("BR-26", .line, "A line has a net price (BT-146).", remedy: "Add the net price of the item.") {
        $0.groups(.price).contains { $0.has(.netPrice) }
    },
    InvoiceRule(
        "BR-27", .line, "The net price of an item (BT-146) is not negative.",
        remedy: "Make the quantity negative instead of the price."
    ) { $0.first(.price).map { $0.figure(.netPrice) >= .zero } ?? false },
    InvoiceRule(
        "BR-28", .line, "The gross price of an item (BT-148) is not negative.",
        remedy: "Make the quantity negative instead of the price."
    ) { line in
        line.groups(.price).allSatisfy { price in
            price.groups(.allowanceCharge).allSatisfy { !$0.has(.grossPrice) || $0.figure(.grossPrice) >= .zero }
        }
    },
    InvoiceRule(
        "BR-CO-04", .line, "Each line has a VAT category (BT-151).",
        remedy: "Add the VAT category of the line, such as S."
    ) { line in line.groups(.vatClass).contains { $0.isOfVAT && $0.has(.category) } },
    InvoiceRule(
        "BR-30", .linePeriod, "The period of a line does not end (BT-135) before it starts (BT-134).",
        remedy: "Correct the dates of the period."
    ) { $0.periodIsInOrder },
    InvoiceRule(
        "BR-CO-20", .linePeriod, "The period of a line (BG-26) has a start (BT-134), an end (BT-135) or both.",
        remedy: "Add a date of the period, or leave the period out."
    ) { $0.has(.startDate) || $0.has(.endDate) },
    InvoiceRule(
        "BR-54", .itemAttribute, "An attribute of an item (BG-32) has a name (BT-160) and a value (BT-161).",
        remedy: "Add what is missing of the two."
    ) { $0.has(.attributeName) && $0.has(.attributeValue) },
    InvoiceRule(
        "BR-64", each: [.standardItem], in: [.line],
        "The standard identifier of an item (BT-157) says by which scheme it is to be read.",
        remedy: "Add the scheme, such as 0160 for a GTIN."
    ) { value, _ in value.has(attribute: "schemeID") },
    InvoiceRule(
        "BR-65", each: [.classification], in: [.line],
        "The classification of an item (BT-158) says by which scheme it is to be read.",
        remedy: "Add the scheme, such as STI for CPV."
    ) { value, _ in value.has(attribute: "listID") },
]
