import Synchronization

/// What was worked out last, kept as long as the same is asked about.
///
/// The runner asks a stage what it must know until it asks for nothing new, and then lets it decide: what follows from the
/// document alone is worked out once for all of that.
final class Remembered<Question: Equatable & Sendable, Answer: Sendable>: Sendable {
    private let last = Mutex<(question: Question, answer: Answer)?>(nil)

    func answer(to question: Question, _ workOut: (Question) -> Answer) -> Answer {
        let known = last.withLock { $0?.question == question ? $0?.answer : nil }
        if let known { return known }
        let answer = workOut(question)
        last.withLock { $0 = (question, answer) }
        return answer
    }
}
