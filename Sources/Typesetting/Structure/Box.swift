/// A rectangle on a page, measured from its lower left corner.
struct Box: Hashable {
    var x: Length
    var y: Length
    var width: Length
    var height: Length

    /// Left, bottom, right and top.
    func put(to out: inout PDFBytes) {
        out.put(x)
        out.put(y)
        out.put(x + width)
        out.put(y + height)
    }
}
