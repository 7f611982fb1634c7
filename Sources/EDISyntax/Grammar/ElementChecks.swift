public import Findings

extension SegmentReader {
    /// Checks the elements of the segment against the directory.
    @inline(__always)
    public func check(_ segment: SegmentElements, _ log: inout FindingLog) {
        let given = min(elementCount, segment.elements.count)
        if elementCount > given { reportTooMany(segment, &log) }
        var index = 0
        while index < given {
            let element = segment.elements[index]
            index &+= 1
            let (first, end) = tokens(of: index)
            if mayRepeat {
                checkRepeated(element, index, segment, &log)
            } else if end &- first == 1, element.count == 1 {
                // One value, as most elements are.
                check(first, segment.components[Int(element.first)], isRequired: element.isRequired, index, 0, &log)
            } else {
                check(first..<end, element, index, segment, &log)
            }
        }
        while index < segment.required {
            if segment.elements[index].isRequired { reportMissing(index + 1, 0, &log) }
            index &+= 1
        }
    }

    /// Checks one occurrence of an element.
    @inline(__always)
    private func check(
        _ tokens: Range<Int>, _ element: SegmentElements.Element, _ index: Int, _ segment: SegmentElements,
        _ log: inout FindingLog
    ) {
        if tokens.count == 1, length(ofToken: tokens.lowerBound) == 0 {
            if element.isRequired { reportMissing(index, 0, &log) }
            return
        }
        if tokens.count > Int(element.count) { reportTooMany(tokens.count, element, index, &log) }
        let last = max(min(tokens.count, Int(element.count)), Int(element.required))
        var position = 0
        while position < last {
            let component = segment.components[Int(element.first) &+ position]
            let token = tokens.lowerBound &+ position
            position &+= 1
            let shown = element.count > 1 ? position : 0
            if token < tokens.upperBound {
                check(token, component, isRequired: component.isRequired, index, shown, &log)
            } else if component.isRequired {
                reportMissing(index, shown, &log)
            }
        }
    }

    @inline(never)
    private func checkRepeated(
        _ element: SegmentElements.Element, _ index: Int, _ segment: SegmentElements, _ log: inout FindingLog
    ) {
        guard let tokens = tokenRange(index) else { return }
        var start = tokens.lowerBound
        var occurrences = 0
        for token in tokens where isRepeated(token) || token == tokens.upperBound - 1 {
            check(start..<(token + 1), element, index, segment, &log)
            start = token + 1
            occurrences += 1
        }
        guard occurrences > element.maximum else { return }
        let words = "the element occurs \(occurrences) times, \(element.maximum) are allowed"
        log.report(.elementRepeatsAreBounded, words, at: place(index))
    }

    // MARK: Values

    @inline(__always)
    private func check(
        _ token: Int, _ component: SegmentElements.Component, isRequired: Bool, _ index: Int, _ position: Int,
        _ log: inout FindingLog
    ) {
        let length = length(ofToken: token)
        if length == 0 {
            if isRequired { reportMissing(index, position, &log) }
        } else if component.kind.isNumber {
            checkNumber(byteRange(ofToken: token), component, index, position, &log)
        } else if length > Int(component.maximum) || length < Int(component.minimum) || component.kind == .alphabetic {
            checkText(length, component, index, position, &log)
        }
    }

    @inline(never)
    private func checkText(
        _ bytes: Int, _ component: SegmentElements.Component, _ index: Int, _ position: Int,
        _ log: inout FindingLog
    ) {
        let text = text(index, max(position, 1)) ?? ""
        let length = text.unicodeScalars.count
        // An occurrence after the first one is measured as it stands.
        let size = mayRepeat ? bytes : length
        checkLength(size, component, index, position, &log)
        guard component.kind == .alphabetic, text.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return }
        log.report(.elementHasCharacterType, "an alphabetic element has digits", at: place(index, position))
    }

    private func checkNumber(
        _ range: Range<Int>, _ component: SegmentElements.Component, _ index: Int, _ position: Int,
        _ log: inout FindingLog
    ) {
        var digits = 0
        var marks = 0
        var isBad = false
        var at = range.lowerBound
        if bytes[at] == UInt8(ascii: "-") || (component.kind != .numeric && bytes[at] == UInt8(ascii: "+")) { at &+= 1 }
        let first = at
        while at < range.upperBound {
            let byte = bytes[at]
            if byte >= 0x30, byte <= 0x39 {
                digits &+= 1
            } else if isDecimalMark(byte), component.kind != .whole {
                marks &+= 1
            } else {
                isBad = true
            }
            at &+= 1
        }
        if isBad || digits == 0 {
            return log.report(.elementHasCharacterType, "a numeric element is no number", at: place(index, position))
        }
        // X12 writes .5 for a half; EDIFACT wants the digit.
        if marks > 1 || (component.kind == .numeric && isDecimalMark(bytes[first])) {
            log.report(
                .decimalIsWellFormed, "the number lacks a digit before its mark, or has two marks",
                at: place(index, position))
        }
        if digits > Int(component.maximum) || digits < Int(component.minimum) {
            checkLength(digits, component, index, position, &log)
        }
    }

    /// The mark that the interchange declares; EDIFACT has both marks as good, where the other separates nothing.
    @inline(__always)
    private func isDecimalMark(_ byte: UInt8) -> Bool {
        byte == characters.decimalMark
            || (byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".")) && characters.release != nil
    }

    private func checkLength(
        _ length: Int, _ component: SegmentElements.Component, _ index: Int, _ position: Int, _ log: inout FindingLog
    ) {
        if length > Int(component.maximum) {
            let words = "the value has \(length) characters, \(component.maximum) are allowed"
            log.report(.elementIsNotTooLong, words, at: place(index, position))
        } else if length < Int(component.minimum) {
            let words = "the value has \(length) characters, \(component.minimum) are needed"
            log.report(.elementIsNotTooShort, words, at: place(index, position))
        }
    }

    // MARK: Reports

    @inline(never)
    private func reportTooMany(_ segment: SegmentElements, _ log: inout FindingLog) {
        let words = "\(tag) has \(elementCount) elements, the directory \(segment.elements.count)"
        log.report(.elementsAreBounded, words, at: place(segment.elements.count + 1))
    }

    @inline(never)
    private func reportTooMany(
        _ count: Int, _ element: SegmentElements.Element, _ index: Int, _ log: inout FindingLog
    ) {
        let words = "the element has \(count) components, the directory \(element.count)"
        log.report(.elementsAreBounded, words, at: place(index, Int(element.count) + 1))
    }

    @inline(never)
    private func reportMissing(_ index: Int, _ position: Int, _ log: inout FindingLog) {
        log.report(.elementValueIsGiven, "a required element of \(tag) is missing", at: place(index, position))
    }
}
