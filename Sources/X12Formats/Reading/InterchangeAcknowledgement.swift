import Documents
import EDISyntax
import Findings
import Pipeline

extension X12InterchangeReading {
    /// The interchanges of ours that this one acknowledges itself: each TA1 that follows ISA.
    func interchangeAcknowledgements() -> [InterchangeReport] {
        var reader = SegmentReader(bytes, in: interchange.range, interchange.characters, interchange.charset)
        var reports: [InterchangeReport] = []
        guard reader.next() else { return [] }
        while reader.next(), reader.tag == "TA1" {
            let outcome: InterchangeReport.Outcome =
                reader.says("A", 4) ? .accepted : reader.says("E", 4) ? .partly : .refused
            let code = reader.text(5) ?? ""
            let faults =
                code == "000" || code.isEmpty
                ? [] : [InterchangeFault(rule: "", code: code, level: .envelope)]
            reports.append(
                acknowledged(interchange.header, reference: reader.text(1) ?? "", outcome: outcome, faults: faults))
        }
        return reports
    }
}
