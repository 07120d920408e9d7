import SMTPSession

/// A note in words: `content.line-too-long line 4 octet 1000, 1202 octets long`.
package enum NoteText {
    static func of(_ note: Note) -> String {
        ([note.rule.id] + particulars(note)).joined(separator: " ")
    }

    /// Where it was found, and what there is to say of it.
    package static func particulars(_ note: Note) -> [String] {
        [note.place.map(place), note.detail].compactMap(\.self).filter { !$0.isEmpty }
    }

    private static func place(_ place: TextPlace) -> String {
        let length = place.length.map { ", \($0) octets long" } ?? ""
        let more = place.count == 1 ? "" : ", \(place.count) in all"
        return "line \(place.line) octet \(place.octet)\(length)\(more)"
    }
}
