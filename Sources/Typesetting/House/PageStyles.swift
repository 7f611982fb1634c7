/// The styles that the pages of an invoice and of a letter are set in.
package struct PageStyles {
    package let accent: Colour
    package let title, number, name, body, strong, small, fine, label, head, headOnTint, total, legal: TextStyle

    package init(accent: Colour) {
        self.accent = accent
        title = TextStyle(weight: .bold, size: 19, leading: 23, colour: accent)
        number = TextStyle(weight: .bold, size: 10.5, leading: 14)
        name = TextStyle(weight: .bold, size: 14, leading: 18, colour: accent)
        body = TextStyle(size: 9, leading: 12)
        strong = TextStyle(weight: .bold, size: 9, leading: 12)
        small = TextStyle(size: 8, leading: 10.5)
        fine = TextStyle(size: 7.5, leading: 10, colour: .grey)
        label = TextStyle(size: 7, leading: 9, colour: .grey)
        head = TextStyle(weight: .bold, size: 7.5, leading: 10, colour: .white)
        headOnTint = TextStyle(weight: .bold, size: 7.5, leading: 10, colour: accent)
        total = TextStyle(weight: .bold, size: 11, leading: 15, colour: .white)
        legal = TextStyle(size: 7, leading: 9.25, colour: .grey)
    }
}
