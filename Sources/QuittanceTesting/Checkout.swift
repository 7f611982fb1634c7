public import Foundation

/// The folder of the repository.
public let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

/// Where the public sample data lies, beside the repository or where `QUITTANCE_CORPORA` says; tests that go through it say when
/// it is not there.
public let corpora =
    ProcessInfo.processInfo.environment["QUITTANCE_CORPORA"].map { URL(fileURLWithPath: $0) }
    ?? checkout.deletingLastPathComponent().appendingPathComponent("shared/corpora")
