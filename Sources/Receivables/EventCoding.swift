public import Documents
import Money

extension DocumentOrigin: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(intake, index) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(intake: try reader.read(), index: try reader.read())
    }
}

extension CreditLevel: Coded {}

extension BilledLine: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(orderLine, quantity) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(orderLine: try reader.read(), quantity: try reader.read())
    }
}

extension Event {
    /// The number of the event's kind at rest; never reused.
    public var kindCode: UInt8 {
        switch self {
        case .customerRecorded: 1
        case .itemRecorded: 2
        case .pricesRecorded: 3
        case .partnerRecorded: 111
        case .orderRegistered: 10
        case .resendRecognised: 11
        case .orderChangeRefused: 12
        case .orderCancelled: 13
        case .orderHeld: 14
        case .orderReleased: 15
        case .orderRefused: 16
        case .orderConfirmed: 17
        case .waitingOrder(let event): event.kindCode
        case .creditLineCrossed: 20
        case .goodsDespatched: 30
        case .billing(let event): event.kindCode
        case .documentWaited: 40
        case .documentInstructed: 41
        case .documentDiscarded: 42
        case .documentPoisoned: 43
        case .documentRemarked: 44
        case .delivered(_, _, _, _, _, let goesOn): goesOn ? 231 : 50
        case .deliveryDied: 51
        case .deliveryDiscarded: 54
        case .leftWithoutDelivery: 55
        case .endpointPaused: 52
        case .endpointResumed: 53
        case .occurrenceReached: 60
        case .invoiceStatusRecorded: 110
        case .cash(let event): event.kindCode
        case .dunning(let event): event.kindCode
        case .books(let event): event.kindCode
        case .interchange(let event): event.kindCode
        case .cases(let event): event.kindCode
        case .customerAssessed: 140
        }
    }

    /// The version of the payload's form; older forms stay readable.
    public var codecVersion: UInt8 {
        switch self {
        case .documentInstructed, .documentWaited, .interchange(.sent): 2
        default: 1
        }
    }
}

extension Event: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.writeByte(kindCode)
        writer.writeByte(codecVersion)
        switch self {
        case .customerRecorded(let customer): customer.encode(to: &writer)
        case .itemRecorded(let item): item.encode(to: &writer)
        case .pricesRecorded(let agreement): agreement.encode(to: &writer)
        case .partnerRecorded(let agreement): agreement.encode(to: &writer)
        case .orderRegistered(let order, let origin): writer.write(order, origin)
        case .resendRecognised(let key, let origin): writer.write(key, origin)
        case .orderChangeRefused(let key, let origin, let reason): writer.write(key, origin, reason)
        case .orderCancelled(let key, let origin): writer.write(key, origin)
        case .orderHeld(let key, let exposure, let limit, let excess): writer.write(key, exposure, limit, excess)
        case .orderReleased(let key, let release): writer.write(key, release)
        case .orderRefused(let key, let reason): writer.write(key, reason)
        case .orderConfirmed(let key, let response, let decision): writer.write(key, response, decision)
        case .creditLineCrossed(let customer, let from, let to, let exposure, let limit):
            writer.write(customer, from, to, exposure, limit)
        case .goodsDespatched(let key, let origin, let advice, let lines, let date):
            writer.write(key, origin, advice, lines, date)
        case .billing(let event): event.encodePayload(to: &writer)
        case .documentWaited(let origin, let stage, let reason, let because, let subjects):
            writer.write(origin, stage, reason, because, subjects)
        case .documentInstructed(let origin, let stage, let verb, let reason, let target):
            writer.write(origin, stage, verb, reason, target)
        case .documentDiscarded(let origin, let stage, let reason): writer.write(origin, stage, reason)
        case .documentPoisoned(let origin, let stage, let evidence): writer.write(origin, stage, evidence)
        case .documentRemarked(let origin, let stage, let remarks, let subjects):
            writer.write(origin, stage, remarks, subjects)
        case .delivered(let key, let endpoint, let status, let attempts, let replayed, _):
            writer.write(key, endpoint, status, attempts, replayed)
        case .deliveryDied(let key, let endpoint, let reason, let attempts):
            writer.write(key, endpoint, reason, attempts)
        case .deliveryDiscarded(let document, let origin, let stage, let reason):
            writer.write(document, origin, stage, reason)
        case .leftWithoutDelivery(let document, let origin, let stage): writer.write(document, origin, stage)
        case .endpointPaused(let endpoint, let reason): writer.write(endpoint, reason)
        case .endpointResumed(let endpoint): writer.write(endpoint)
        case .occurrenceReached(let schedule, let moment): writer.write(schedule, moment)
        case .invoiceStatusRecorded(let status, let origin): writer.write(status, origin)
        case .cash(let event): event.encodePayload(to: &writer)
        case .dunning(let event): event.encodePayload(to: &writer)
        case .books(let event): event.encodePayload(to: &writer)
        case .waitingOrder(let event): event.encodePayload(to: &writer)
        case .interchange(let event): event.encodePayload(to: &writer)
        case .cases(let event): event.encodePayload(to: &writer)
        case .customerAssessed(let customer, let assessment): writer.write(customer, assessment)
        }
    }

    public init(from reader: inout ByteReader) throws(CodingFault) {
        let kind = try reader.readByte()
        let version = try reader.readByte()
        guard version == 1 || [40, 41, 102].contains(kind) && version == 2 else {
            throw .unknownCase(UInt64(version), of: "the codec of event \(kind)")
        }
        switch kind {
        case 1: self = .customerRecorded(try reader.read())
        case 2: self = .itemRecorded(try reader.read())
        case 3: self = .pricesRecorded(try reader.read())
        case 10: self = .orderRegistered(try reader.read(), try reader.read())
        case 11: self = .resendRecognised(try reader.read(), try reader.read())
        case 12: self = .orderChangeRefused(try reader.read(), try reader.read(), reason: try reader.read())
        case 13: self = .orderCancelled(try reader.read(), try reader.read())
        case 14:
            self = .orderHeld(
                try reader.read(), exposure: try reader.read(), limit: try reader.read(), excess: try reader.read())
        case 15: self = .orderReleased(try reader.read(), try reader.read())
        case 16: self = .orderRefused(try reader.read(), reason: try reader.read())
        case 17: self = .orderConfirmed(try reader.read(), response: try reader.read(), try reader.read())
        case 20:
            self = .creditLineCrossed(
                try reader.read(), from: try reader.read(), to: try reader.read(), exposure: try reader.read(),
                limit: try reader.read())
        case 30:
            self = .goodsDespatched(
                try reader.read(), try reader.read(), advice: try reader.read(), lines: try reader.read(),
                on: try reader.read())
        case 40:
            // The first form did not say what it is about.
            self = .documentWaited(
                try reader.read(), stage: try reader.read(), reason: try reader.read(), because: try reader.read(),
                about: version == 1 ? [] : try reader.read())
        case 41:
            // The first form did not say to whom or where to.
            self = .documentInstructed(
                try reader.read(), stage: try reader.read(), verb: try reader.read(), reason: try reader.read(),
                to: version == 1 ? nil : try reader.read())
        case 42: self = .documentDiscarded(try reader.read(), stage: try reader.read(), reason: try reader.read())
        case 43: self = .documentPoisoned(try reader.read(), stage: try reader.read(), evidence: try reader.read())
        case 44:
            self = .documentRemarked(
                try reader.read(), stage: try reader.read(), try reader.read(), about: try reader.read())
        case 50, 231:
            self = .delivered(
                key: try reader.read(), endpoint: try reader.read(), status: try reader.read(),
                attempts: try reader.read(), replayed: try reader.read(), goesOn: kind == 231)
        case 51:
            self = .deliveryDied(
                key: try reader.read(), endpoint: try reader.read(), reason: try reader.read(),
                attempts: try reader.read())
        case 54:
            self = .deliveryDiscarded(
                try reader.read(), try reader.read(), stage: try reader.read(), reason: try reader.read())
        case 55: self = .leftWithoutDelivery(try reader.read(), try reader.read(), stage: try reader.read())
        case 52: self = .endpointPaused(endpoint: try reader.read(), reason: try reader.read())
        case 53: self = .endpointResumed(endpoint: try reader.read())
        case 111: self = .partnerRecorded(try reader.read())
        case 110: self = .invoiceStatusRecorded(try reader.read(), try reader.read())
        case 140: self = .customerAssessed(try reader.read(), try reader.read())
        case 60: self = .occurrenceReached(schedule: try reader.read(), moment: try reader.read())
        default:
            if let event = try BooksEvent(kind: kind, from: &reader) {
                self = .books(event)
            } else if let event = try CashEvent(kind: kind, from: &reader) {
                self = .cash(event)
            } else if let event = try DunningEvent(kind: kind, from: &reader) {
                self = .dunning(event)
            } else if let event = try WaitingOrderEvent(kind: kind, from: &reader) {
                self = .waitingOrder(event)
            } else if let event = try InterchangeEvent(kind: kind, version: version, from: &reader) {
                self = .interchange(event)
            } else if let event = try CaseEvent(kind: kind, from: &reader) {
                self = .cases(event)
            } else if let event = try BillingEvent(kind: kind, from: &reader) {
                self = .billing(event)
            } else {
                throw .unknownCase(UInt64(kind), of: "Event")
            }
        }
    }
}
