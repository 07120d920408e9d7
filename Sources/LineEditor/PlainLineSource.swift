import SystemCalls

/// Lines from a file, a pipe or a socket: exact bytes, no prompt, no editing.
package struct PlainLineSource {
    /// The longest line unless another bound is given: 16 MiB.
    package static let defaultMaximumLength = 16 << 20

    private let descriptor: Descriptor
    /// Bytes read ahead.
    private var unread: ArraySlice<UInt8> = []
    private var splitter: LineSplitter

    /// Reads ahead from a descriptor, 64 KiB at a time; it stays open.
    package init(_ descriptor: Descriptor, maximumLength: Int = defaultMaximumLength) {
        self.descriptor = descriptor
        splitter = LineSplitter(maximumLength: maximumLength)
    }

    /// The next `.line`, or `.tooLong`, `.endOfInput` or `.failed`.
    package mutating func nextLine() -> LineEvent {
        while true {
            if let event = splitter.next(from: &unread) { return event }
            do {
                unread = try descriptor.readSome(limit: 65_536)[...]
            } catch {
                splitter.reset()
                return .failed(error)
            }
            guard !unread.isEmpty else { return splitter.finish() ?? .endOfInput }
        }
    }
}
