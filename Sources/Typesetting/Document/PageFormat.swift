/// A sheet, and the margins that its text keeps.
struct PageFormat {
    var width: Length
    var height: Length
    var left: Length
    var right: Length
    var top: Length
    /// Above the lower edge, where the text ends and the foot begins.
    var bottom: Length

    static let a4 = PageFormat(
        width: .millimetres(210), height: .millimetres(297), left: .millimetres(20), right: .millimetres(20),
        top: .millimetres(18), bottom: .millimetres(28))

    /// From margin to margin.
    var column: Column { Column(x: left, width: width - left - right) }
    /// Where text ends.
    var lastLine: Length { height - bottom }
}

/// A part of a page's width.
struct Column: Hashable {
    var x: Length
    var width: Length

    var end: Length { x + width }

    func inset(by margin: Length) -> Column { Column(x: x + margin, width: width - margin * 2) }
}
