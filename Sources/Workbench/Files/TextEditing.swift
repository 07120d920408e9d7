/// Has a person write text, in a program of theirs.
package protocol TextEditing: Sendable {
    /// The text that comes of a text that is there at the beginning.
    func edit(_ text: [UInt8]) throws(EditFault) -> [UInt8]
}

/// Why there is no text, in lower case and without a full stop.
package struct EditFault: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
