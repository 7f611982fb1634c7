import FlatFileSyntax
import JSONSyntax
import Pipeline

private let orderTerms = OrderTerm.allCases.map { FormatGuide.Term($0.name, $0.meaning) }

let csvOrderGuide = FormatGuide(
    rules: flatFileRules + mapRules,
    passedOver: [
        .init(
            "columns that the map does not name",
            because: "each is reported as CSV-007, unless it is listed under `ignored`")
    ],
    terms: orderTerms)

let jsonOrderGuide = FormatGuide(
    rules: jsonRules + mapRules,
    passedOver: [
        .init(
            "members that the map does not name",
            because: "each is reported once as MAP-008, unless it is listed under `ignored`")
    ],
    terms: orderTerms)
