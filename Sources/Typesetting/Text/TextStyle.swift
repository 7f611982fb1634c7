/// How text looks.
package struct TextStyle: Hashable {
    package var weight: FontWeight
    package var size: Length
    /// From one line to the next.
    package var leading: Length
    package var colour: Colour

    package init(
        weight: FontWeight = .regular, size: Length, leading: Length, colour: Colour = .black
    ) {
        self.weight = weight
        self.size = size
        self.leading = leading
        self.colour = colour
    }

    package func with(_ weight: FontWeight) -> TextStyle {
        var style = self
        style.weight = weight
        return style
    }

    package func with(_ colour: Colour) -> TextStyle {
        var style = self
        style.colour = colour
        return style
    }
}

/// How lines stand within their column.
package enum Alignment {
    case leading, trailing, centre
}

/// One line of text, broken and measured.
package struct TextLine {
    let words: ArraySlice<ShapedText>
    package let width: Length
}

/// Lines of one style that follow one another.
package struct TextBlock {
    package let style: TextStyle
    package let lines: [TextLine]

    package var height: Length { style.leading * lines.count }
    package var width: Length { lines.map(\.width).max() ?? .zero }
    /// As much of it as one line holds.
    package var firstLine: TextBlock { TextBlock(style: style, lines: Array(lines.prefix(1))) }
}
