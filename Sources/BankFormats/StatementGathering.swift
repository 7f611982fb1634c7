import Documents
import Pipeline

/// How the statements of a file are gathered.
///
/// Each part of a statement tells what the whole comes to, which is known at its end. So the entries are held until
/// then; those of a file that is too large for that are read twice: first for what the wholes come to, then for the
/// parts, each handed on as soon as it is full.
final class StatementGathering {
    /// From how many bytes on a file is read twice, where nobody says otherwise.
    static let heldBytes = 128 << 20

    enum Reading {
        case only, first, second
    }

    let reading: Reading
    /// What a first reading has made of each statement, in the order in which they begin: its parts, without entries.
    private var wholes: [[ReadMessage]]
    private var begun = 0
    private let hand: (ReadMessage) -> Void

    /// Of a file that is held.
    convenience init() { self.init(.only) { _ in } }

    private init(_ reading: Reading, _ wholes: [[ReadMessage]] = [], hand: @escaping (ReadMessage) -> Void) {
        self.reading = reading
        self.wholes = wholes
        self.hand = hand
    }

    /// Gathers the statements of a file, which is read twice where it has more bytes than are held.
    static func gather(
        _ byteCount: Int, holding most: Int, each take: (ReadMessage) -> Void, read: (StatementGathering) -> Void
    ) {
        withoutActuallyEscaping(take) { take in
            guard byteCount > most else { return read(StatementGathering(.only, hand: take)) }
            var told: [ReadMessage] = []
            let first = StatementGathering(.first) { told.append($0) }
            read(first)
            guard told.contains(where: { $0.document != nil }) else { return told.forEach(take) }
            // What is wrong with the file as a whole stands with its first statement.
            if first.wholes.first?.isEmpty == false { first.wholes[0][0].findings = told[0].findings }
            read(StatementGathering(.second, first.wholes, hand: take))
        }
    }

    func handOn(_ message: ReadMessage) { hand(message) }

    /// A statement begins: which one it is.
    func begin() -> Int {
        if reading == .first { wholes.append([]) }
        begun += 1
        return begun - 1
    }

    func keep(_ whole: [ReadMessage], of statement: Int) { wholes[statement] = whole }

    /// Hands on a part that is full; of a statement that is refused only that it is, in place of its last part.
    func handOn(_ entries: CodedList<BankEntry>, as part: Int, of statement: Int, isLast: Bool) {
        let whole = wholes[statement]
        guard part < whole.count, case .bankStatement(var told)? = whole[part].document else {
            if isLast { whole.forEach(hand) }
            return
        }
        told.entries = entries
        var message = whole[part]
        message.document = .bankStatement(told)
        hand(message)
    }
}
