/// A sheet, and the margins that its text keeps.
package struct PageFormat {
    package var width: Length
    package var height: Length
    package var left: Length
    package var right: Length
    package var top: Length
    /// Above the lower edge, where the text ends and the foot begins.
    package var bottom: Length

    package static let a4 = PageFormat(
        width: .millimetres(210), height: .millimetres(297), left: .millimetres(20), right: .millimetres(20),
        top: .millimetres(18), bottom: .millimetres(28))

    /// From margin to margin.
    package var column: Column { Column(x: left, width: width - left - right) }
    /// Where text ends.
    package var lastLine: Length { height - bottom }
}

/// A part of a page's width.
package struct Column: Hashable {
    package var x: Length
    package var width: Length

    package init(x: Length, width: Length) {
        self.x = x
        self.width = width
    }

    package var end: Length { x + width }

    package func inset(by margin: Length) -> Column { Column(x: x + margin, width: width - margin * 2) }
}
