import Documents
import Pipeline

/// A digest over the columns of a row, so that a change from outside shows where no journal has what the row says.
func rowDigest(of values: [SQLValue]) -> Digest {
    var writer = ByteWriter()
    for value in values {
        switch value {
        case .integer(let number): writer.write(number)
        case .text(let text): writer.writeText(text)
        case .blob(let bytes): writer.writeBytes(bytes)
        case .null: writer.writeByte(0)
        }
    }
    return .sha256(writer.bytes)
}

extension SQLSession {
    /// The rows of inputs and standings that are not as they were written. Rows of older releases have no digest.
    func changedRows(limit: Int) throws -> [LedgerDefect] {
        let intakes = try connection.query(
            "SELECT id, source, claim, name, pack, pack_offset, length, digest, received_at, actor, reason, row_digest FROM intake WHERE row_digest IS NOT NULL ORDER BY id",
            []
        ) { row -> String? in
            let values: [SQLValue] = [
                .integer(row.integer(0)), .text(row.text(1)), .text(row.text(2)), .text(row.text(3)),
                .integer(row.integer(4)), .integer(row.integer(5)), .integer(row.integer(6)), .blob(row.blob(7)),
                .integer(row.integer(8)), .text(row.text(9)), .text(row.text(10)),
            ]
            return rowDigest(of: values).bytes == row.blob(11) ? nil : "\(row.integer(0))"
        }
        let standings = try connection.query(
            "SELECT intake, idx, kind, title, state, stage, reason, next_action, findings, since, row_digest FROM standing WHERE row_digest IS NOT NULL ORDER BY intake, idx",
            []
        ) { row -> String? in
            let values: [SQLValue] = [
                .integer(row.integer(0)), .integer(row.integer(1)), .text(row.text(2)), .text(row.text(3)),
                .text(row.text(4)), .text(row.text(5)), .text(row.text(6)), .text(row.text(7)), .blob(row.blob(8)),
                .integer(row.integer(9)),
            ]
            return rowDigest(of: values).bytes == row.blob(10) ? nil : "\(row.integer(0)).\(row.integer(1))"
        }
        let defects =
            intakes.compactMap(\.self).map { "what is recorded of input \($0) was changed" }
            + standings.compactMap(\.self).map { "where document \($0) stands was changed" }
        return defects.prefix(limit).map { LedgerDefect(description: $0) }
    }
}
