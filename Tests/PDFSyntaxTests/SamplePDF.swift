/// Writes small PDF files, right or wrong.
struct SamplePDF {
    /// How the file says where its objects are.
    enum Index: CaseIterable {
        case table, stream, packed
    }

    /// What stands between `obj` and `endobj`, from object 1 on; object 1 is the catalogue.
    var objects: [[UInt8]] = []
    var trailerExtras = ""

    mutating func add(_ text: String) -> Int {
        objects.append(Array(text.utf8))
        return objects.count
    }

    mutating func addStream(_ entries: String, _ content: [UInt8]) -> Int {
        objects.append(
            Array("<<\(entries)/Length \(content.count)>>stream\r\n".utf8) + content + Array("\nendstream".utf8))
        return objects.count
    }

    /// A file that embeds others under their names.
    init(_ files: [(name: String, content: [UInt8])] = [], isCompressed: Bool = false) {
        _ = add("")
        let specifications = files.map { file in
            let content = isCompressed ? stored(file.content) : file.content
            let stream = addStream(
                isCompressed ? "/Type/EmbeddedFile/Filter/FlateDecode" : "/Type/EmbeddedFile", content)
            return add("<</Type/Filespec/F(\(file.name))/UF(\(file.name))/AFRelationship/Data/EF<</F \(stream) 0 R>>>>")
        }
        let names = zip(files, specifications).map { "(\($0.0.name)) \($0.1) 0 R" }.joined(separator: " ")
        let associated = specifications.map { "\($0) 0 R" }.joined(separator: " ")
        let leaf = add("<</Names[\(names)]>>")
        objects[0] = Array("<</Type/Catalog/Names<</EmbeddedFiles<</Kids[\(leaf) 0 R]>>>>/AF[\(associated)]>>".utf8)
    }

    func bytes(_ index: Index = .table) -> [UInt8] {
        var file = Array("%PDF-1.7\n%\u{E2}\u{E3}\n".utf8)
        let isStream = objects.map { String(decoding: $0, as: UTF8.self).contains("stream") }
        var offsets: [Int] = []
        for (number, object) in objects.enumerated() where index != .packed || isStream[number] {
            offsets.append(file.count)
            file += Array("\(number + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
        }
        switch index {
        case .table: return file + table(offsets, at: file.count)
        case .stream: return file + crossReferenceStream(offsets.map { (1, $0, 0) }, at: file.count)
        case .packed: return packed(file, offsets, isStream)
        }
    }

    private func table(_ offsets: [Int], at start: Int) -> [UInt8] {
        let entries = offsets.map { offset in
            String(repeating: "0", count: 10 - String(offset).count) + "\(offset) 00000 n \n"
        }
        let size = objects.count + 1
        return Array(
            ("xref\n0 \(size)\n0000000000 65535 f \n" + entries.joined()
                + "trailer\n<</Size \(size)/Root 1 0 R\(trailerExtras)>>\nstartxref\n\(start)\n%%EOF\n").utf8)
    }

    /// A cross-reference stream, packed and predicted as most writers do.
    private func crossReferenceStream(_ entries: [(Int, Int, Int)], at start: Int) -> [UInt8] {
        var above = [UInt8](repeating: 0, count: 6)
        var rows: [UInt8] = []
        for entry in [(0, 0, 0)] + entries + [(1, start, 0)] {
            let row =
                [UInt8(entry.0)] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: entry.1 >> $0) } + [UInt8(entry.2)]
            rows += [2] + zip(row, above).map { $0 &- $1 }
            above = row
        }
        let content = stored(rows)
        let number = entries.count + 1
        let head = """
            \(number) 0 obj
            <</Type/XRef/Size \(number + 1)/W[1 4 1]/Root 1 0 R\(trailerExtras)/Filter/FlateDecode\
            /DecodeParms<</Predictor 12/Columns 6>>/Length \(content.count)>>stream

            """
        return Array(head.utf8) + content + Array("\nendstream\nendobj\nstartxref\n\(start)\n%%EOF".utf8)
    }

    /// The objects that are no streams within an object stream.
    private func packed(_ file: [UInt8], _ offsets: [Int], _ isStream: [Bool]) -> [UInt8] {
        var file = file
        var head = ""
        var body: [UInt8] = []
        var entries: [(Int, Int, Int)] = []
        var plain = offsets.makeIterator()
        var count = 0
        for (number, object) in objects.enumerated() {
            if isStream[number] {
                entries.append((1, plain.next()!, 0))
            } else {
                head += "\(number + 1) \(body.count) "
                entries.append((2, objects.count + 1, count))
                body += object + [0x20]
                count += 1
            }
        }
        let content = stored(Array(head.utf8) + body)
        entries.append((1, file.count, 0))
        file += Array(
            "\(objects.count + 1) 0 obj\n<</Type/ObjStm/N \(count)/First \(head.utf8.count)/Filter/FlateDecode/Length \(content.count)>>stream\n"
                .utf8)
        file += content + Array("\nendstream\nendobj\n".utf8)
        return file + crossReferenceStream(entries, at: file.count)
    }
}

/// Bytes in zlib's format, not made smaller.
func stored(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = [0x78, 0x01]
    var rest = bytes[...]
    repeat {
        let block = rest.prefix(0xFFFF)
        rest = rest.dropFirst(block.count)
        let length = UInt16(block.count)
        output += [
            rest.isEmpty ? 1 : 0, UInt8(length & 0xFF), UInt8(length >> 8), UInt8(~length & 0xFF), UInt8(~length >> 8),
        ]
        output += block
    } while !rest.isEmpty
    var a: UInt32 = 1
    var b: UInt32 = 0
    for byte in bytes {
        a = (a + UInt32(byte)) % 65521
        b = (b + a) % 65521
    }
    return output + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: (b << 16 | a) >> UInt32($0)) }
}
