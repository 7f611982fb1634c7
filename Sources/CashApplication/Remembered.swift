import Synchronization

/// What was worked out of documents, kept as long as the same ones are asked about.
///
/// The runner asks a stage what it must know until it asks for nothing new, of many documents in turn, and then lets it
/// decide on each: what follows from a document alone is worked out once for all of that.
final class Remembered<Question: Equatable & Sendable, Answer: Sendable>: Sendable {
    private let answers = Mutex<[String: (question: Question, answer: Answer)]>([:])
    private let name: @Sendable (Question) -> String
    private let limit: Int

    /// - Parameters:
    ///   - limit: how many are kept at most.
    ///   - name: what a document is called, which no other has that is asked about at the same time.
    init(limit: Int, _ name: @escaping @Sendable (Question) -> String) {
        self.limit = limit
        self.name = name
    }

    func answer(to question: Question, _ workOut: (Question) -> Answer) -> Answer {
        let name = name(question)
        let known = answers.withLock { answers -> Answer? in
            guard let known = answers[name], known.question == question else { return nil }
            return known.answer
        }
        if let known { return known }
        let answer = workOut(question)
        answers.withLock { answers in
            if answers.count >= limit { answers.removeAll(keepingCapacity: true) }
            answers[name] = (question, answer)
        }
        return answer
    }
}
