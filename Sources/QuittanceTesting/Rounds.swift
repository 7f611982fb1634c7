import Glibc

/// Whether the tests may take minutes: `make test-long`.
public var isLongRun: Bool { getenv("QUITTANCE_LONG").map { String(cString: $0) == "1" } ?? false }

/// How often a seeded test plays: as often as is usual, or fifty times that in a long run.
public func rounds(_ usual: Int) -> Int { isLongRun ? usual * 50 : usual }
