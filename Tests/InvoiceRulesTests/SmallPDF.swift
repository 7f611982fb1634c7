/// A PDF of some objects, the first of which is the catalogue.
func smallPDF(_ objects: [[UInt8]], trailer: String = "") -> [UInt8] {
    var bytes = Array("%PDF-1.7\n".utf8)
    var offsets = ""
    for (number, object) in objects.enumerated() {
        offsets += String(repeating: "0", count: 10 - String(bytes.count).count) + "\(bytes.count) 00000 n \n"
        bytes += Array("\(number + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
    }
    let size = objects.count + 1
    let end =
        "xref\n0 \(size)\n0000000000 65535 f \n\(offsets)trailer\n<</Size \(size)/Root 1 0 R\(trailer)>>\nstartxref\n\(bytes.count)\n%%EOF\n"
    return bytes + Array(end.utf8)
}

/// A stream with the entries of its dictionary.
func pdfStream(_ entries: String, _ content: [UInt8]) -> [UInt8] {
    Array("<<\(entries)/Length \(content.count)>>stream\n".utf8) + content + Array("\nendstream".utf8)
}
