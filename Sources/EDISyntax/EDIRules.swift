import Documents
public import Findings

/// The rules of EDIFACT and X12 syntax, whatever a message says.
extension Rule {
    // Interchanges
    public static let interchangeBegins = Rule(
        "EDI-001", "An interchange begins with UNA, UNB or ISA, and its separators are distinct.",
        remedy: "Ask the sender for a sound interchange.")
    public static let interchangeIsComplete = Rule(
        "EDI-002", "An interchange ends with UNZ or IEA.", remedy: "Ask the sender to send the interchange again.")
    public static let interchangeReferencesMatch = Rule(
        "EDI-003", "UNZ or IEA repeats the control reference of UNB or ISA.",
        remedy: "Ask the sender to correct the interchange.")
    public static let interchangeCountsMatch = Rule(
        "EDI-004", "UNZ or IEA counts the messages or groups that are there.",
        remedy: "Ask the sender to send the interchange again: a part may be lost.")
    public static let interchangeHeaderIsComplete = Rule(
        "EDI-005", "UNB or ISA gives syntax, sender, recipient and control reference.",
        remedy: "Ask the sender to complete the header.")
    public static let syntaxIsSupported = Rule(
        "EDI-006", "The interchange declares a syntax identifier and version that we read.",
        remedy: "Agree on UNOA to UNOL, UNOW or UNOY, in version 1 to 4.")
    public static let charactersAreOfSet = Rule(
        "EDI-007", "An interchange has only characters of the set that it declares.",
        remedy: "Ask the sender to declare the set that it uses; here the text is read as UTF-8, or else as Latin-1.",
        severity: .warning)
    public static let interchangeHeaderIsFixed = Rule(
        "EDI-008", "ISA has the fixed lengths of its elements.", remedy: "Ask the sender to pad the elements of ISA.",
        severity: .warning)
    public static let segmentIsBounded = Rule(
        "EDI-009", "A segment ends within 1 MiB.", remedy: "Ask the sender for a sound interchange.")
    public static let interchangeIsNotEmpty = Rule(
        "EDI-010", "An interchange holds at least one message.", remedy: "Ask the sender for the messages.",
        severity: .warning)
    public static let segmentIsInMessage = Rule(
        "EDI-011", "Between messages stand only the segments of the envelope.",
        remedy: "Ask the sender to correct the interchange.")

    // Groups
    public static let groupIsComplete = Rule(
        "EDI-012", "A group ends with UNE or GE.", remedy: "Ask the sender to correct the group.")
    public static let groupReferencesMatch = Rule(
        "EDI-013", "UNE or GE repeats the reference of UNG or GS.", remedy: "Ask the sender to correct the group.")
    public static let groupCountsMatch = Rule(
        "EDI-014", "UNE or GE counts the messages of the group.", remedy: "Ask the sender to correct the group.")
    public static let groupsAreNotMixed = Rule(
        "EDI-015", "Messages stand either all in groups or all outside.",
        remedy: "Ask the sender to correct the interchange.")

    // Messages
    public static let messageIsComplete = Rule(
        "EDI-016", "A message ends with UNT or SE.", remedy: "Ask the sender to send the message again.")
    public static let messageReferencesMatch = Rule(
        "EDI-017", "UNT or SE repeats the reference of UNH or ST.", remedy: "Ask the sender to correct the message.")
    public static let messageCountsMatch = Rule(
        "EDI-018", "UNT or SE counts the segments of the message, itself and the header included.",
        remedy: "Ask the sender to send the message again: a part may be lost.")
    public static let messageReferenceIsUnique = Rule(
        "EDI-019", "A message reference is used once in an interchange or group.",
        remedy: "Ask the sender to number the messages.")
    public static let messageHeaderIsComplete = Rule(
        "EDI-020", "UNH or ST gives a reference and a type.", remedy: "Ask the sender to complete the header.")

    // Segments
    public static let segmentTagIsWellFormed = Rule(
        "EDI-021", "A segment begins with a tag of two or three capital letters and digits.",
        remedy: "Ask the sender to correct the segment.")
    public static let segmentIsInPlace = Rule(
        "EDI-022", "Each segment stands where the message has it.", remedy: "Ask the sender to correct the message.")
    public static let segmentIsGiven = Rule(
        "EDI-023", "A segment that the message cannot do without is given.",
        remedy: "Ask the sender to complete the message.")
    public static let segmentRepeatsAreBounded = Rule(
        "EDI-024", "A segment stands no more often than the message has it.",
        remedy: "Ask the sender to correct the message.")
    public static let groupRepeatsAreBounded = Rule(
        "EDI-025", "A segment group stands no more often than the message has it.",
        remedy: "Ask the sender to correct the message.")

    // Elements
    public static let elementValueIsGiven = Rule(
        "EDI-026", "An element that the segment cannot do without is given.",
        remedy: "Ask the sender to complete the segment.")
    public static let elementIsNotTooLong = Rule(
        "EDI-027", "An element has no more characters than the directory allows.",
        remedy: "Ask the sender to shorten the value.")
    public static let elementIsNotTooShort = Rule(
        "EDI-028", "An element has as many characters as the directory asks for.",
        remedy: "Ask the sender to correct the value.")
    public static let elementsAreBounded = Rule(
        "EDI-029", "A segment has no more elements, and an element no more components, than the directory has.",
        remedy: "Ask the sender to correct the segment.")
    public static let elementHasCharacterType = Rule(
        "EDI-030", "A numeric element is a number, and an alphabetic one has no digits.",
        remedy: "Ask the sender to correct the value.")
    public static let decimalIsWellFormed = Rule(
        "EDI-031", "A number has the declared decimal mark, and a digit before it.",
        remedy: "Ask the sender to correct the number.")
    public static let elementRepeatsAreBounded = Rule(
        "EDI-032", "An element occurs no more often than the directory allows.",
        remedy: "Ask the sender to correct the segment.")
    public static let releaseReleases = Rule(
        "EDI-033", "A release character stands before the character that it releases, on the same line.",
        remedy: "Ask the sender to correct the text.")
}

/// Every rule of EDI syntax, for `explain`.
public let ediRules: [Rule] = [
    .interchangeBegins, .interchangeIsComplete, .interchangeReferencesMatch, .interchangeCountsMatch,
    .interchangeHeaderIsComplete, .syntaxIsSupported, .charactersAreOfSet, .interchangeHeaderIsFixed,
    .segmentIsBounded, .interchangeIsNotEmpty, .segmentIsInMessage, .groupIsComplete, .groupReferencesMatch,
    .groupCountsMatch, .groupsAreNotMixed, .messageIsComplete, .messageReferencesMatch, .messageCountsMatch,
    .messageReferenceIsUnique, .messageHeaderIsComplete, .segmentTagIsWellFormed, .segmentIsInPlace, .segmentIsGiven,
    .segmentRepeatsAreBounded, .groupRepeatsAreBounded, .elementValueIsGiven, .elementIsNotTooLong,
    .elementIsNotTooShort, .elementsAreBounded, .elementHasCharacterType, .decimalIsWellFormed,
    .elementRepeatsAreBounded, .releaseReleases,
]

extension Rule {
    /// What CONTRL calls a breach of the rule (UNCL 0085); 18, unspecified, where the list has nothing closer.
    public var syntaxErrorCode: String {
        switch self {
        case .interchangeBegins: "22"
        case .interchangeIsComplete, .interchangeHeaderIsComplete, .groupIsComplete, .messageIsComplete,
            .messageHeaderIsComplete, .segmentIsGiven, .elementValueIsGiven:
            "13"
        case .interchangeReferencesMatch, .groupReferencesMatch, .messageReferencesMatch: "28"
        case .interchangeCountsMatch, .groupCountsMatch, .messageCountsMatch: "29"
        case .syntaxIsSupported: "2"
        case .charactersAreOfSet: "21"
        case .interchangeIsNotEmpty: "32"
        case .segmentIsInMessage: "33"
        case .groupsAreNotMixed: "30"
        case .messageReferenceIsUnique: "26"
        case .segmentTagIsWellFormed: "12"
        case .segmentIsInPlace: "15"
        case .segmentRepeatsAreBounded, .elementRepeatsAreBounded: "35"
        case .groupRepeatsAreBounded: "36"
        case .elementIsNotTooLong, .segmentIsBounded: "39"
        case .elementIsNotTooShort: "40"
        case .elementsAreBounded: "16"
        case .elementHasCharacterType: "37"
        case .decimalIsWellFormed: "19"
        case .releaseReleases: "20"
        case .interchangeIsForUs: "7"
        case .interchangeSenderIsKnown: "23"
        default: "18"
        }
    }
}
