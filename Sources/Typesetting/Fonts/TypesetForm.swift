import CHarfBuzz

/// The character that is drawn for another: a blank for a tab or a line end, nothing for what has no shape.
func typesetForm(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x20...0x7E: scalar
    case 0x09, 0x0A, 0x0D, 0x0B, 0x0C, 0x85, 0x2028, 0x2029: " "
    case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFE00...0xFE0F: nil
    case 0x2011: "-"
    default: scalar
    }
}

/// Whether we set the script of a character right: from left to right, a glyph after the other.
///
/// A face may have Arabic or Hebrew glyphs; a line of them would come out in the wrong order, so they are refused.
func isTypeset(_ scalar: Unicode.Scalar) -> Bool {
    switch script(of: scalar) {
    case HB_SCRIPT_LATIN, HB_SCRIPT_GREEK, HB_SCRIPT_CYRILLIC, HB_SCRIPT_ARMENIAN, HB_SCRIPT_GEORGIAN,
        HB_SCRIPT_COMMON, HB_SCRIPT_INHERITED:
        true
    default: false
    }
}

func script(of scalar: Unicode.Scalar) -> hb_script_t {
    if scalar.value < 0x80 {
        return scalar.properties.isAlphabetic ? HB_SCRIPT_LATIN : HB_SCRIPT_COMMON
    }
    return hb_unicode_script(hb_unicode_funcs_get_default(), scalar.value)
}
