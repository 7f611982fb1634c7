/// What stands for a letter, or a sign, where a character set lacks it: a letter without its accent, `oe`, `EUR`.
public func plainLetters(for scalar: Unicode.Scalar) -> String? { latinWithoutAccents[scalar] }

private let latinWithoutAccents: [Unicode.Scalar: String] = {
    let groups: [(String, String)] = [
        ("àáâãåā", "a"), ("ÀÁÂÃÅĀ", "A"), ("çćč", "c"), ("ÇĆČ", "C"), ("ďđ", "d"), ("ĎĐ", "D"), ("èéêëēęě", "e"),
        ("ÈÉÊËĒĘĚ", "E"), ("ğ", "g"), ("Ğ", "G"), ("ìíîïīı", "i"), ("ÌÍÎÏĪİ", "I"), ("ł", "l"), ("Ł", "L"),
        ("ñńň", "n"), ("ÑŃŇ", "N"), ("òóôõøō", "o"), ("ÒÓÔÕØŌ", "O"), ("řŕ", "r"), ("Ř", "R"), ("śšş", "s"),
        ("ŚŠŞ", "S"), ("ţť", "t"), ("ŢŤ", "T"), ("ùúûūů", "u"), ("ÙÚÛŪŮ", "U"), ("ýÿ", "y"), ("Ý", "Y"),
        ("źżž", "z"), ("ŹŻŽ", "Z"), ("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue"),
        ("ß", "ss"), ("æ", "ae"), ("Æ", "Ae"), ("œ", "oe"), ("Œ", "Oe"), ("’‘´", "'"), ("“”«»„″", "\""),
        ("–—‐‑‒―−•", "-"), ("‚‹›′", "'"), ("\u{2007}\u{2009}\u{200A}\u{202F}", " "),
        ("…", "..."), ("€", "EUR"), ("×", "x"), ("°", "o"), ("²", "2"), ("³", "3"), ("™", "TM"), ("№", "No"),
    ]
    var plain: [Unicode.Scalar: String] = [:]
    for (letters, text) in groups { for scalar in letters.unicodeScalars { plain[scalar] = text } }
    return plain
}()
