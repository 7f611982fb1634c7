/// A document with one of everything.
let sampleDocument = #"""
    {
      "version": 1,
      "name": "Dépôt \"Sud\" \u00e9\uD83D\uDE00",
      "amounts": [0, -0, 12.50, -3.0e+10, 1E-2, 123456789012345678901234567890],
      "empty": { "object": {}, "array": [], "text": "" },
      "a/b~c": [true, false, null, [["déjà"]]],
      "€": "😀 \b\f\n\r\t\\\/"
    }
    """#
