/// How text looks.
struct TextStyle: Hashable {
    var weight = FontWeight.regular
    var size: Length
    /// From one line to the next.
    var leading: Length
    var colour = Colour.black

    func with(_ weight: FontWeight) -> TextStyle {
        var style = self
        style.weight = weight
        return style
    }

    func with(_ colour: Colour) -> TextStyle {
        var style = self
        style.colour = colour
        return style
    }
}

/// How lines stand within their column.
enum Alignment {
    case leading, trailing, centre
}

/// One line of text, broken and measured.
struct TextLine {
    let words: ArraySlice<ShapedText>
    let width: Length
}

/// Lines of one style that follow one another.
struct TextBlock {
    let style: TextStyle
    let lines: [TextLine]

    var height: Length { style.leading * lines.count }
    var width: Length { lines.map(\.width).max() ?? .zero }
}
