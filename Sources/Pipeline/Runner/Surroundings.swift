public import Calendars
public import Documents
import Dispatch

/// Everything outside that a runner works with.
public struct Surroundings {
    public var ledger: any Ledger
    public var blobs: any BlobStore
    /// By the id of the stage.
    public var intakes: [String: any Intake]
    public var outlets: [String: any Outlet]
    /// By the name of the endpoint.
    public var transports: [String: any Transport]
    public var owners: any Owners
    public var clock: any Clock
    public var randomness: any Randomness
    public var workers: Workers
    public var company: Company
    /// The business date of a moment, in the time zone of the pipeline.
    public var businessDate: @Sendable (Instant) -> BusinessDate
    /// The moment of a local time, given as minutes since midnight of a day.
    public var moment: @Sendable (BusinessDate, Int) -> Instant

    public init(
        ledger: any Ledger, blobs: any BlobStore, intakes: [String: any Intake], outlets: [String: any Outlet],
        transports: [String: any Transport], owners: any Owners, clock: any Clock, randomness: any Randomness,
        workers: Workers, company: Company, businessDate: @escaping @Sendable (Instant) -> BusinessDate,
        moment: @escaping @Sendable (BusinessDate, Int) -> Instant
    ) {
        self.ledger = ledger
        self.blobs = blobs
        self.intakes = intakes
        self.outlets = outlets
        self.transports = transports
        self.owners = owners
        self.clock = clock
        self.randomness = randomness
        self.workers = workers
        self.company = company
        self.businessDate = businessDate
        self.moment = moment
    }
}

/// How pure work is spread over the cores.
public struct Workers: Sendable {
    let isParallel: Bool

    public static let allCores = Workers(isParallel: true)
    /// One after the other, for a simulation that must repeat itself.
    public static let inTurn = Workers(isParallel: false)

    /// The results, in the order of the inputs, which are dealt out so many together.
    public func map<Input: Sendable, Output: Sendable>(
        _ inputs: [Input], together count: Int = 1, _ transform: @Sendable (Input) -> Output
    ) -> [Output] {
        guard isParallel, inputs.count > count else { return inputs.map(transform) }
        return [Output](unsafeUninitializedCapacity: inputs.count) { buffer, initialised in
            // Each slot is written by one part alone.
            nonisolated(unsafe) let slots = buffer
            DispatchQueue.concurrentPerform(iterations: (inputs.count + count - 1) / count) { part in
                for index in (part * count)..<min((part + 1) * count, inputs.count) {
                    slots.initializeElement(at: index, to: transform(inputs[index]))
                }
            }
            initialised = inputs.count
        }
    }
}
