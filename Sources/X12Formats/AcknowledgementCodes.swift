import Documents
import EDISyntax
import Findings

// What TA1, 997 and 999 call the breach of a rule.

extension Finding {
    /// The fault of an interchange (TA105).
    var interchangeFault: InterchangeFault { fault(.envelope, code: interchangeCode) }

    /// The fault of a group (AK905 to AK909).
    var groupFault: InterchangeFault { fault(.envelope, code: groupCode) }

    /// The fault of a set: of its envelope (AK502 to AK506), a segment (AK304) or an element (AK403).
    func setFault(in set: X12Set?) -> InterchangeFault {
        if let code = setCode { return fault(.envelope, code: code) }
        if case .segment(_, _, let element, _) = place, element > 0 {
            return fault(.element, code: elementCode)
        }
        return fault(.segment, code: segmentCode(in: set))
    }

    /// Whether it is the group's fault, and none of the set's.
    var isOfGroup: Bool { [.groupIsComplete, .groupReferencesMatch, .groupCountsMatch].contains(rule) }

    private func fault(_ level: InterchangeFault.Level, code: String) -> InterchangeFault {
        var fault = InterchangeFault(rule: rule.code, code: code, level: level)
        guard case .segment(let number, let tag, let element, let component) = place else { return fault }
        fault.segment = number
        fault.tag = tag
        fault.element = element
        fault.component = component
        return fault
    }

    private var interchangeCode: String {
        switch rule {
        case .interchangeReferencesMatch: "001"
        case .interchangeCountsMatch: "021"
        case .interchangeIsComplete, .segmentIsBounded: "023"
        case .interchangeHeaderIsComplete: headerCode
        case .interchangeBegins: "026"
        case .interchangeIsForUs: "009"
        case .interchangeSenderIsKnown: "006"
        default: "022"
        }
    }

    /// Which of the header's elements is missing.
    private var headerCode: String {
        guard case .segment(_, _, let element, _) = place else { return "022" }
        switch element {
        case 6: return "006"
        case 8: return "008"
        default: return "018"
        }
    }

    private var groupCode: String {
        switch rule {
        case .groupIsComplete: "3"
        case .groupReferencesMatch: "4"
        case .groupCountsMatch: "5"
        default: "1"
        }
    }

    /// Nil where it is no fault of the set's envelope.
    private var setCode: String? {
        switch rule {
        case .x12SetIsRead: "1"
        case .messageIsComplete: "2"
        case .messageReferencesMatch: "3"
        case .messageCountsMatch: "4"
        case .messageHeaderIsComplete: "7"
        case .messageReferenceIsUnique: "23"
        default: nil
        }
    }

    private func segmentCode(in set: X12Set?) -> String {
        switch rule {
        case .segmentIsGiven, .x12HasLines, .x12NumberIsGiven: "3"
        case .groupRepeatsAreBounded, .x12LinesAreBounded: "4"
        case .segmentRepeatsAreBounded: "5"
        case .segmentIsInPlace: placeCode(in: set)
        case .segmentTagIsWellFormed: "1"
        default: "8"
        }
    }

    /// 2 where the set has the segment elsewhere, 6 where another set has it, 1 where none has.
    private func placeCode(in set: X12Set?) -> String {
        guard case .segment(_, let tag, _, _) = place else { return "1" }
        if let set, knownTags[set]?.contains(tag) == true { return "2" }
        return knownTags.values.contains { $0.contains(tag) } ? "6" : "1"
    }

    private var elementCode: String {
        switch rule {
        case .elementValueIsGiven, .x12NumberIsGiven, .x12AllowanceHasAmount: "1"
        case .x12ElementsStandTogether, .x12LineIsWhole: "2"
        case .x12ElementsExclude: "10"
        case .elementIsNotTooShort: "4"
        case .elementIsNotTooLong: "5"
        case .elementsAreBounded: tooManyCode
        case .elementHasCharacterType, .decimalIsWellFormed: "6"
        case .elementRepeatsAreBounded: "12"
        case .x12DateIsReal: "8"
        default: "7"
        }
    }

    private var tooManyCode: String {
        guard case .segment(_, _, _, let component) = place else { return "3" }
        return component > 0 ? "13" : "3"
    }
}

/// The tags of the segments that each set has.
private let knownTags: [X12Set: Set<String>] = Dictionary(
    uniqueKeysWithValues: X12Set.allCases.map { ($0, Set($0.grammar004010.nodes.map(\.tag.description))) })
