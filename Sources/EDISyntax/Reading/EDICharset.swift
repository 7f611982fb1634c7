/// The character set of an interchange.
public enum EDICharset: Hashable, Sendable {
    /// UNOA, UNOB and X12: ASCII. What is not ASCII is read as UTF-8 where it is that, else as Latin-1.
    case ascii
    /// UNOC to UNOK: a part of ISO 8859.
    case latin(Int)
    /// UNOW, UNOY: UTF-8.
    case utf8

    /// The set that a syntax identifier such as `UNOC` declares; nil where we do not know it.
    public init?(syntaxIdentifier: String) {
        switch syntaxIdentifier {
        case "UNOA", "UNOB": self = .ascii
        case "UNOC": self = .latin(1)
        case "UNOD": self = .latin(2)
        case "UNOE": self = .latin(5)
        case "UNOF": self = .latin(7)
        case "UNOG": self = .latin(3)
        case "UNOH": self = .latin(4)
        case "UNOK": self = .latin(9)
        case "UNOL": self = .latin(15)
        case "UNOW", "UNOY": self = .utf8
        default: return nil
        }
    }

    /// The text of some bytes; a byte that stands for nothing becomes the replacement character.
    public func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
        switch self {
        case .utf8: return String(decoding: bytes, as: UTF8.self)
        case .ascii: return String(validating: bytes, as: UTF8.self) ?? latinText(bytes, part: 1)
        case .latin(let part): return latinText(bytes, part: part)
        }
    }

    /// The offset, from the start of the bytes, of the first byte that the set has nothing for.
    public func firstForeignByte(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        switch self {
        case .ascii: bytes.firstIndex { $0 >= 0x80 }
        case .latin: bytes.firstIndex { $0 >= 0x80 && $0 < 0xA0 }
        case .utf8: firstInvalidUTF8(bytes)
        }
    }
}

private func latinText(_ bytes: UnsafeBufferPointer<UInt8>, part: Int) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: bytes.lazy.map { latinScalar($0, part: part) })
    return text
}

func latinScalar(_ byte: UInt8, part: Int) -> Unicode.Scalar {
    guard byte >= 0xA0, part != 1 else { return Unicode.Scalar(byte) }
    guard let table = latinTables[part] else { return Unicode.Scalar(byte) }
    return table[Int(byte) - 0xA0]
}

/// The upper halves, from 0xA0, of the parts of ISO 8859 that differ from the first one.
private let latinTables: [Int: [Unicode.Scalar]] = [
    2: scalars(
        "\u{A0}Ą˘Ł¤ĽŚ§¨ŠŞŤŹ\u{AD}ŽŻ°ą˛ł´ľśˇ¸šşťź˝žżŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙"),
    3: scalars(
        "\u{A0}Ħ˘£¤�Ĥ§¨İŞĞĴ\u{AD}�Ż°ħ²³´µĥ·¸ışğĵ½�żÀÁÂ�ÄĊĈÇÈÉÊËÌÍÎÏ�ÑÒÓÔĠÖ×ĜÙÚÛÜŬŜßàáâ�äċĉçèéêëìíîï�ñòóôġö÷ĝùúûüŭŝ˙"),
    4: scalars(
        "\u{A0}ĄĸŖ¤ĨĻ§¨ŠĒĢŦ\u{AD}Ž¯°ą˛ŗ´ĩļˇ¸šēģŧŊžŋĀÁÂÃÄÅÆĮČÉĘËĖÍÎĪĐŅŌĶÔÕÖ×ØŲÚÛÜŨŪßāáâãäåæįčéęëėíîīđņōķôõö÷øųúûüũū˙"),
    5: scalars(
        "\u{A0}ЁЂЃЄЅІЇЈЉЊЋЌ\u{AD}ЎЏАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя№ёђѓєѕіїјљњћќ§ўџ"),
    7: scalars(
        "\u{A0}‘’£€₯¦§¨©ͺ«¬\u{AD}�―°±²³΄΅Ά·ΈΉΊ»Ό½ΎΏΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡ�ΣΤΥΦΧΨΩΪΫάέήίΰαβγδεζηθικλμνξοπρςστυφχψωϊϋόύώ�"),
    9: scalars(
        "\u{A0}¡¢£¤¥¦§¨©ª«¬\u{AD}®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏĞÑÒÓÔÕÖ×ØÙÚÛÜİŞßàáâãäåæçèéêëìíîïğñòóôõö÷øùúûüışÿ"),
    15: scalars(
        "\u{A0}¡¢£€¥Š§š©ª«¬\u{AD}®¯°±²³Žµ¶·ž¹º»ŒœŸ¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ"),
]

private func scalars(_ text: String) -> [Unicode.Scalar] {
    let all = Array(text.unicodeScalars)
    precondition(all.count == 96, "an upper half of ISO 8859 has 96 characters, not \(all.count)")
    return all
}

/// The offset of the first byte that no UTF-8 can hold there.
private func firstInvalidUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
        switch decoder.decode(&iterator) {
        case .scalarValue(let scalar): offset += UTF8.width(scalar)
        case .emptyInput: return nil
        case .error: return offset
        }
    }
}
