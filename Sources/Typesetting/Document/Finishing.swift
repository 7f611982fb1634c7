/// Why a document cannot be set.
public enum TypesettingFault: Error, Hashable, Sendable {
    /// No font of the house has these characters, in the order of Unicode.
    case missingCharacters([Unicode.Scalar])
}

extension Composition {
    /// The file: tagged, PDF/A-3a and PDF/UA-1.
    consuming func finish(
        _ description: DocumentDescription, attachments: [Attachment], deflater: Deflater
    ) throws(TypesettingFault) -> [UInt8] {
        guard missing.isEmpty else { throw .missingCharacters(missing.sorted()) }
        var assembly = FileAssembly(composition: self, deflater: deflater)
        return assembly.write(description, attachments)
    }
}

/// Turns a composition into objects of a file.
private struct FileAssembly {
    private let composition: Composition
    private let deflater: Deflater
    private var file = ObjectFile()

    init(composition: Composition, deflater: Deflater) {
        self.composition = composition
        self.deflater = deflater
    }

    mutating func write(_ description: DocumentDescription, _ attachments: [Attachment]) -> [UInt8] {
        let catalogue = file.reserve()
        let tree = file.reserve()
        let pages = writePages(tree)
        writePageTree(tree, pages)
        let structure = composition.tree.write(to: &file, pages: pages)
        let specifications = attachments.map { writeAttachment($0) }
        let metadata = file.addStream(MetadataWriter.packet(description)) { $0.put("/Type/Metadata/Subtype/XML") }
        let intent = writeOutputIntent()
        let information = writeInformation(description)
        file.define(catalogue) { out in
            out.put("<</Type/Catalog/Pages ")
            out.put(tree)
            out.put("/Metadata ")
            out.put(metadata)
            out.put("/StructTreeRoot ")
            out.put(structure)
            out.put("/MarkInfo<</Marked true>>/Lang")
            out.textString(description.language)
            out.put("/ViewerPreferences<</DisplayDocTitle true>>/OutputIntents[")
            out.put(intent)
            out.put("]")
            Self.writeNames(of: attachments, specifications, to: &out)
            out.put(">>")
        }
        return file.finish(catalogue: catalogue, information: information, deflater: deflater)
    }

    // MARK: Pages

    private mutating func writePages(_ tree: ObjectNumber) -> [ObjectNumber] {
        let fonts = writeFonts()
        let images = composition.pictures.map { writePicture($0) }
        let resources = file.add { out in
            out.put("<</Font<<")
            for (face, font) in fonts {
                out.put("/F")
                out.put(face)
                out.put(" ")
                out.put(font)
            }
            out.put(">>")
            if !images.isEmpty { out.put("/XObject<<") }
            for (index, image) in images.enumerated() {
                out.put("/I")
                out.put(index)
                out.put(" ")
                out.put(image)
            }
            out.put(images.isEmpty ? ">>" : ">>>>")
        }
        return composition.pages.enumerated().map { index, page in
            let content = file.addStream(deflater.compress(page.finish())) { $0.put("/Filter/FlateDecode") }
            return writePage(index, content: content, resources: resources, tree: tree)
        }
    }

    private mutating func writePage(
        _ index: Int, content: ObjectNumber, resources: ObjectNumber, tree: ObjectNumber
    ) -> ObjectNumber {
        let format = composition.format
        return file.add { out in
            out.put("<</Type/Page/Parent ")
            out.put(tree)
            out.put("/MediaBox[0 0 ")
            out.put(format.width)
            out.put(format.height)
            out.put("]/Resources ")
            out.put(resources)
            out.put("/Contents ")
            out.put(content)
            out.put("/Tabs/S/StructParents ")
            out.put(index)
            out.put(">>")
        }
    }

    private mutating func writePageTree(_ tree: ObjectNumber, _ pages: [ObjectNumber]) {
        file.define(tree) { out in
            out.put("<</Type/Pages/Count ")
            out.put(pages.count)
            out.put("/Kids[")
            for page in pages {
                out.put(page)
                out.put(" ")
            }
            out.put("]>>")
        }
    }

    private mutating func writePicture(_ picture: Picture) -> ObjectNumber {
        file.addStream(picture.data) { out in
            out.put("/Type/XObject/Subtype/Image/Width ")
            out.put(picture.width)
            out.put("/Height ")
            out.put(picture.height)
            out.bytes.append(contentsOf: picture.coding)
        }
    }

    // MARK: Fonts

    private mutating func writeFonts() -> [(face: Int, font: ObjectNumber)] {
        composition.usedFaces.sorted().map { face in (face, writeFont(face)) }
    }

    /// The subset that most documents share, or one that also has what only this document says.
    private func subset(of index: Int) -> FontSubset {
        let library = composition.shaper.library
        let extras = composition.extras[index]
        if index < library.common.count {
            if extras.isEmpty { return library.common[index] }
            return FontSubset(
                of: library.faces[index], for: commonUses(of: library.faces[index]).union(extras), deflater: deflater)
        }
        let blank = library.faces[index].glyph(" ").map { GlyphUse(glyph: $0, character: 0x20) }
        return FontSubset(of: library.faces[index], for: extras.union([blank].compactMap(\.self)), deflater: deflater)
    }

    private mutating func writeFont(_ index: Int) -> ObjectNumber {
        let subset = subset(of: index)
        let metrics = composition.shaper.library.faces[index].metrics
        let program = file.addStream(subset.program) { out in
            out.put("/Filter/FlateDecode/Length1 ")
            out.put(subset.originalSize)
        }
        let toUnicode = file.addStream(subset.toUnicode) { $0.put("/Filter/FlateDecode") }
        let descriptor = file.add { out in
            out.put("<</Type/FontDescriptor/FontName")
            out.name(subset.name)
            out.put("/Flags 4/ItalicAngle 0/FontBBox[")
            for edge in metrics.box {
                out.put(edge)
                out.put(" ")
            }
            out.put("]/Ascent ")
            out.put(metrics.ascender)
            out.put("/Descent ")
            out.put(metrics.descender)
            out.put("/CapHeight ")
            out.put(metrics.capHeight)
            out.put("/StemV ")
            out.put(metrics.isBold ? 140 : 80)
            out.put("/FontFile2 ")
            out.put(program)
            out.put(">>")
        }
        let descendant = writeDescendant(subset, descriptor)
        return file.add { out in
            out.put("<</Type/Font/Subtype/Type0/BaseFont")
            out.name(subset.name)
            out.put("/Encoding/Identity-H/DescendantFonts[")
            out.put(descendant)
            out.put("]/ToUnicode ")
            out.put(toUnicode)
            out.put(">>")
        }
    }

    private mutating func writeDescendant(_ subset: FontSubset, _ descriptor: ObjectNumber) -> ObjectNumber {
        file.add { out in
            out.put("<</Type/Font/Subtype/CIDFontType2/BaseFont")
            out.name(subset.name)
            out.put("/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity")
            out.put("/FontDescriptor ")
            out.put(descriptor)
            out.put("/W")
            out.bytes.append(contentsOf: subset.widths)
            out.put(">>")
        }
    }

    // MARK: Attachments

    private mutating func writeAttachment(_ attachment: Attachment) -> ObjectNumber {
        let embedded = file.addStream(deflater.compress(attachment.bytes)) { out in
            out.put("/Type/EmbeddedFile/Filter/FlateDecode/Subtype")
            out.name(attachment.mediaType)
            out.put("/Params<</Size ")
            out.put(attachment.bytes.count)
            out.put("/ModDate")
            out.date(PDFDate(attachment.modified))
            out.put(">>")
        }
        return file.add { out in
            out.put("<</Type/Filespec/F")
            out.textString(attachment.name)
            out.put("/UF")
            out.textString(attachment.name)
            out.put("/AFRelationship")
            out.put(attachment.relationship.name)
            out.put("/Desc")
            out.textString(attachment.meaning)
            out.put("/EF<</F ")
            out.put(embedded)
            out.put("/UF ")
            out.put(embedded)
            out.put(">>>>")
        }
    }

    /// The name tree, sorted as it must be, and the list of associated files.
    private static func writeNames(
        of attachments: [Attachment], _ specifications: [ObjectNumber], to out: inout PDFBytes
    ) {
        guard !attachments.isEmpty else { return }
        out.put("/Names<</EmbeddedFiles<</Names[")
        let sorted = zip(attachments, specifications).sorted {
            Array($0.0.name.utf8).lexicographicallyPrecedes($1.0.name.utf8)
        }
        for (attachment, specification) in sorted {
            out.textString(attachment.name)
            out.put(specification)
            out.put(" ")
        }
        out.put("]>>>>/AF[")
        for specification in specifications {
            out.put(specification)
            out.put(" ")
        }
        out.put("]")
    }

    // MARK: What the file says of itself

    private static let deflatedProfile = Deflater(level: 12).compress(ColourProfile.bytes)

    private mutating func writeOutputIntent() -> ObjectNumber {
        let profile = file.addStream(Self.deflatedProfile) { $0.put("/N 3/Filter/FlateDecode") }
        return file.add { out in
            out.put("<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile ")
            out.put(profile)
            out.put(">>")
        }
    }

    private mutating func writeInformation(_ description: DocumentDescription) -> ObjectNumber {
        file.add { out in
            out.put("<</Title")
            out.textString(description.title)
            out.put("/Author")
            out.textString(description.author)
            if let subject = description.subject {
                out.put("/Subject")
                out.textString(subject)
            }
            out.put("/Creator")
            out.textString(description.creator)
            out.put("/Producer")
            out.textString(description.creator)
            out.put("/CreationDate")
            out.date(PDFDate(description.created))
            out.put("/ModDate")
            out.date(PDFDate(description.created))
            out.put(">>")
        }
    }
}
