public import Pipeline
import Synchronization

/// Files that senders put in a folder.
///
/// A claim is one atomic move into a directory of this process's own, so two processes never take the same file, and
/// what a dead process had claimed is found there by the living. The bytes handed out are those that were read from
/// the file that now lies among the claims, unchanged while it was read.
public final class FolderIntake: Intake {
    private let claims: Mutex<FolderClaims>

    public init(_ settings: FolderIntakeSettings, owners: FileOwners) throws {
        claims = Mutex(try FolderClaims(settings, owners))
    }

    public func claim(upTo count: Int, bytes: Int) throws -> [ClaimedFile] {
        try claims.withLock { state in
            try state.unlessBroken { state throws(SystemError) in try state.claim(upTo: count, bytes: bytes) }
        }
    }

    public func finish(_ claims: [String]) throws {
        try self.claims.withLock { state in
            try state.unlessBroken { state throws(SystemError) in try state.finish(claims) }
        }
    }

    /// Moves the files back. One whose name another file has by now stays claimed and comes with the next claim.
    public func release(_ claims: [String]) throws {
        try self.claims.withLock { state in
            try state.unlessBroken { state throws(SystemError) in try state.release(claims) }
        }
    }

    public var passedOver: [PassedOver] { claims.withLock { $0.passedOver } }
}
