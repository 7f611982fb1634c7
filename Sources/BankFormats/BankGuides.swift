import FlatFileSyntax
import Pipeline
import XMLSyntax

let camtGuide = FormatGuide(
    rules: xmlRules + bankRules,
    passedOver: [
        .init("TxsSummry", because: "the entries are added up, and compared with the balances"),
        .init(
            "balances other than the opening and closing booked ones",
            because: "forecasts and available amounts are not the account's"),
        .init("account owner and servicer beyond the account itself", because: "the account says whose it is"),
        .init("interest, cards and securities", because: "they are no payments of customers"),
    ])

let cfonbGuide = FormatGuide(
    rules: bankRules,
    passedOver: [
        .init("reserved columns", because: "the standard gives them no meaning"),
        .init("records 05 under qualifiers that tell nothing of a payment", because: "nothing is decided by them"),
    ])

let mt940Guide = FormatGuide(
    rules: bankRules,
    passedOver: [
        .init("the blocks of the network around the message", because: "they say how it travelled"),
        .init(":64: and :65: (available balances)", because: "the booked balances count"),
        .init("the amounts of :34F: (limits of a report)", because: "every entry that is there counts"),
        .init("heads of a bank's own between the messages", because: "the fields say all that counts"),
    ])

let csvStatementGuide = FormatGuide(
    rules: flatFileRules + bankRules,
    passedOver: [
        .init(
            "columns that the map does not name",
            because: "each is reported as CSV-007, unless it is listed under `ignored`")
    ],
    terms: StatementTerm.allCases.map { FormatGuide.Term($0.name, $0.meaning) })
