/// A line of a source, as a format gets it: without what stands before every line, and its end.
package struct SourceLine {
    /// Its octets, without the line feed and carriage returns before it.
    package var octets: ArraySlice<UInt8>
    /// Whether a carriage return stood before its line feed.
    package var endsInReturn: Bool
    /// Its number, from 1.
    package var number: Int
    /// What distinguishes the conversations of a source, such as a process number; nil if nothing does.
    ///
    /// It comes from what stands before the line. A format that finds its own puts it here.
    package var key: ArraySlice<UInt8>?
    /// Whose it is, if what stands before it says so.
    package var side: RecordedSide?
}

extension SourceLine {
    // Where each line of a source is made, the memberwise initialiser is used: it does not count references twice.
    /// A line.
    package init(
        _ octets: ArraySlice<UInt8>, number: Int, key: ArraySlice<UInt8>? = nil,
        endsInReturn: Bool = false
    ) {
        self.init(octets: octets, endsInReturn: endsInReturn, number: number, key: key)
    }

    /// This line with another key.
    package func keyed(_ key: ArraySlice<UInt8>?) -> SourceLine {
        var line = self
        line.key = key
        return line
    }
}
