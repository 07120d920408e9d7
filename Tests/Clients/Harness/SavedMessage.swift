/// A saved file taken apart: the trace fields that the server put in front, and what the client sent.
struct SavedMessage {
    /// Return-Path and Received, with their line ends.
    let fields: String
    /// What the client sent.
    let text: [UInt8]

    /// Takes a file apart; one without both fields is a failure.
    init(_ file: [UInt8]) throws {
        var end = 0
        var names: [Substring] = []
        while end < file.count {
            let rest = file[end...]
            let line = rest.prefix(while: { $0 != 0x0A })
            let text = String(decoding: line.prefix(1_000), as: UTF8.self)
            let isFolded = text.hasPrefix("  ") && names.last == "Received"
            guard isFolded || names.count < 2 else { break }
            if !isFolded { names.append(text.prefix { $0 != ":" }) }
            end += line.count + 1
        }
        guard names == ["Return-Path", "Received"] else {
            throw ChildProcess.Failure("no trace fields, but \(names)")
        }
        fields = String(decoding: file[..<end], as: UTF8.self)
        text = Array(file[end...])
    }
}
