/// Shows a person text, in a program of theirs.
package protocol TextPaging: Sendable {
    /// Shows it, and comes back when the person has read enough.
    func show(_ text: [UInt8]) throws(EditFault)
}
