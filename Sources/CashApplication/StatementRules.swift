public import Findings

extension Rule {
    public static let statementAddsUp = Rule(
        "STM-001", "The opening balance and the entries of a statement come to its closing balance.",
        remedy: "Ask the bank for a sound statement.")
    public static let statementFollows = Rule(
        "STM-002", "A statement begins with what the one before ended with, and none is missing between.",
        remedy: "Ask the bank for the statement between; release this one if there is none.")
    public static let statementCoversNewDays = Rule(
        "STM-003", "A statement covers days that no other one covers.",
        remedy: "Release it to take what is new in it, or discard it.")
    public static let statementIsNew = Rule(
        "STM-004", "A statement is recorded once.", remedy: "Discard it: nothing is missing.")
    public static let accountIsOurs = Rule(
        "STM-005", "A statement is of one of our accounts.",
        remedy: "Discard it; or name the account in `otherAccounts` of the stage, then retry.")
    public static let partsAreInOrder = Rule(
        "STM-006", "The parts of a statement are taken in one after the other.", remedy: "See to the first part.")
    public static let statementHasCome = Rule(
        "STM-007", "A statement tells of no day after the one it is taken on.",
        remedy: "It is taken on that day by itself; or ask the bank for a sound statement.")
}

/// Every rule of statements, for `explain`.
public let statementRules: [Rule] = [
    .statementAddsUp, .statementFollows, .statementCoversNewDays, .statementIsNew, .accountIsOurs, .partsAreInOrder,
    .statementHasCome,
]
