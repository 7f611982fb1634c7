/// What a segment of ORDERS or ORDCHG means.
enum OrderPart: Sendable {
    case begin, date, note, reference, currency, terms, headTax
    case party, partyReference, contact, communication
    case allowance, allowanceRate, allowanceAmount, allowanceTax, allowanceQuantity, allowancePerUnit
    case line, product, description, quantity, lineDate, lineAmount, lineNote
    case price, priceCurrency, tax, place, placeQuantity, placeDate, linePlace, schedule
    case total, count, summaryAllowance

    static let byPath: [String: OrderPart] = [
        "BGM": .begin, "DTM": .date, "FTX": .note, "RFF": .reference, "CUX": .currency, "PAT": .terms, "TAX": .headTax,
        "NAD": .party, "NAD/RFF": .partyReference, "NAD/CTA": .contact, "NAD/CTA/COM": .communication,
        "ALC": .allowance, "ALC/PCD": .allowanceRate, "ALC/MOA": .allowanceAmount, "ALC/TAX": .allowanceTax,
        "ALC/QTY": .allowanceQuantity, "ALC/RTE": .allowancePerUnit,
        "LIN": .line, "LIN/PIA": .product, "LIN/IMD": .description, "LIN/QTY": .quantity, "LIN/DTM": .lineDate,
        "LIN/MOA": .lineAmount, "LIN/FTX": .lineNote, "LIN/PRI": .price, "LIN/PRI/CUX": .priceCurrency,
        "LIN/TAX": .tax, "LIN/LOC": .place, "LIN/LOC/QTY": .placeQuantity, "LIN/LOC/DTM": .placeDate,
        "LIN/NAD": .linePlace, "LIN/SCC/QTY": .schedule, "LIN/SCC/QTY/DTM": .placeDate, "LIN/ALC": .allowance,
        "LIN/ALC/PCD": .allowanceRate, "LIN/ALC/MOA": .allowanceAmount,
        "LIN/ALC/QTY": .allowanceQuantity, "LIN/ALC/RTE": .allowancePerUnit,
        "UNS/MOA": .total, "UNS/CNT": .count, "UNS/ALC": .summaryAllowance, "UNS/ALC/MOA": .allowanceAmount,
    ]
}

let ordersLayouts = MessageLayouts(
    d96A: MessageNotation.ordersD96A, d01B: MessageNotation.ordersD01B, line: "LIN", parts: OrderPart.byPath)
let ordchgLayouts = MessageLayouts(
    d96A: MessageNotation.ordchgD96A, d01B: MessageNotation.ordchgD01B, line: "LIN", parts: OrderPart.byPath)
