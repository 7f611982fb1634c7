import ArgumentParser
import Documents
import FileExchange
import Findings
import Foundation
import Money
import Pipeline
import SQLLedger

/// Why a command ends without having done its work: what to say, and the exit code (sysexits).
struct Failure: Error {
    let code: Int32
    let message: String
    /// The faults behind it, each with its place in the file.
    var findings: [Finding] = []

    static func unavailable(_ message: String) -> Failure { Failure(code: 69, message: message) }
    static func input(_ message: String) -> Failure { Failure(code: 64, message: message) }
    static func io(_ message: String) -> Failure { Failure(code: 74, message: message) }
    static func configuration(_ findings: [Finding], in file: String) -> Failure {
        Failure(
            code: 78, message: findings.map { "\(file):\($0.inOneLine)" }.joined(separator: "\n"), findings: findings)
    }
}

extension String {
    /// With a full stop, where it does not end in a mark already.
    var asSentence: String { hasSuffix("?") || hasSuffix(".") ? self : self + "." }
}

extension Finding {
    /// `14:22 /stages/3/uses CFG-005: message. Remedy.`
    var inOneLine: String {
        "\(place) \(rule.code) \(severity.name): \(message.asSentence) \(rule.remedy)"
    }
}

/// Runs the body of a command; what goes wrong is said on standard error and ends in its exit code.
func orExit<Result>(_ body: () throws -> Result) throws -> Result {
    do {
        return try body()
    } catch let exit as ExitCode {
        throw exit
    } catch {
        complain(words(of: error))
        throw ExitCode(sysexit(of: error))
    }
}

/// The exit code (sysexits) for what went wrong; 70 for what nobody reckoned with.
func sysexit(of error: any Error) -> Int32 {
    switch error {
    case let failure as Failure: failure.code
    case let fault as LedgerFault: fault.exitCode
    case is CodingFault: 69
    case is SystemError: 74
    case is RunnerFault: 78
    case is InterventionFault: 64
    default: 70
    }
}

private func words(of error: any Error) -> String {
    switch error {
    case let failure as Failure: failure.message
    case let fault as RunnerFault: fault.inWords
    case let fault as InterventionFault: fault.inWords
    case let fault as CodingFault:
        Finding(.ledgerIsSound, "a record in the ledger cannot be read: \(fault)", at: .document).inOneLine
    default: "\(error)"
    }
}

extension RunnerFault {
    var inWords: String {
        switch self {
        case .otherConfigurationActive(let active, let ours):
            "another process works on this ledger under configuration \(active), this one has \(ours). Stop it, or run with its configuration."
        case .workWithoutStage(let stage, let work):
            Finding(
                .stageWithWorkIsKept, "work \(work) is at stage '\(stage)', which the configuration no longer has",
                at: .document
            ).inOneLine
        case .otherAccountingCurrency(let kept, let ours):
            Finding(
                .accountingCurrencyIsKept,
                "the books are kept in \(kept), and `currency` of the company's data says \(ours)", at: .document
            ).inOneLine
        }
    }
}

extension Rule {
    static let accountingCurrencyIsKept = Rule(
        "CFG-068", "The books stay in the currency in which their first entry was made.",
        remedy:
            "Put `currency` of the file that `company` names back; books in another currency are those of another ledger."
    )
    static let stageWithWorkIsKept = Rule(
        "CFG-053", "No work is at a stage that the configuration no longer has.",
        remedy:
            "Move all of it with `quittance work move --from OLD-STAGE --to STAGE --reason WHY`, or put the stage back."
    )
}

extension InterventionFault {
    var inWords: String {
        switch self {
        case .noSuchWork(let id): "there is no work \(id). `quittance work list` shows what there is."
        case .notWaiting(let id, let state): "work \(id) is \(state.name): a process is at it. Try again later."
        case .notReadable(let id):
            "work \(id) could not be read, so there is nothing to let through: `quittance work retry` has it read again, `quittance work discard` refuses it."
        case .inVain(let id, let reason, let next):
            "work \(id) waits for '\(reason)', and would go on waiting if it was released; nothing was changed. \(next)"
        case .ended(let id):
            "work \(id) is done with, and nothing of its document waits. `quittance trace \(id)` shows what came of it."
        case .noSuchStage(let stage): "the pipeline has no stage '\(stage)'."
        case .otherInput(let stage): "stage '\(stage)' takes no such document."
        case .noSuchDesk(let desk): "the pipeline has no desk '\(desk)'."
        case .noSuchRole(let role): refused("the pipeline has no role '\(role)'")
        case .otherRole(let actor, let role): refused("\(actor) is none of those who have the role '\(role)'")
        }
    }
}

/// What is said of a role that an actor does not have.
private func refused(_ text: String) -> String { Finding(.roleIsHeld, text, at: .document).inOneLine }

extension LedgerFault {
    fileprivate var exitCode: Int32 {
        switch kind {
        case .busy: 75
        case .newerSchema, .unreadForm: 78
        case .full, .readOnly, .olderSchema: 74
        case .notALedger, .damaged, .unopened, .replaced, .other: 69
        }
    }
}
