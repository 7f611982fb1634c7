// UBLFormats
