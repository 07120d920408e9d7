/// Octets that one side sent, in the order of the stream, as a source shows them: a TCP segment, a block.
struct StreamPortion {
    /// The octets.
    var octets: ArraySlice<UInt8>
    /// The line or packet of the source that has them.
    var line: Int
    /// Whether the octets are as they were sent, and the portion is one write or the end of one.
    var isExact = true
    /// Whether the write ends with the portion.
    var isPushed = true
}
