#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Lines from a file, a pipe or a socket: exact bytes, no prompt, no editing.
public struct PlainLineSource: LineSource {
    /// The longest line unless another bound is given: 16 MiB.
    public static let defaultMaximumLength = 16 << 20

    private static let readSize = 65_536

    private let descriptor: Int32
    private var buffer: [UInt8] = []
    /// What is in `buffer` and was not looked at.
    private var unread: Range<Int> = 0..<0
    private var splitter: LineSplitter

    /// Makes a source of the lines of a file descriptor.
    ///
    /// - Parameters:
    ///   - descriptor: open for reading; it stays open. Bytes are read ahead, 64 KiB at a time.
    ///   - maximumLength: the longest line in bytes, without its end.
    public init(descriptor: Int32, maximumLength: Int = defaultMaximumLength) {
        self.descriptor = descriptor
        splitter = LineSplitter(maximumLength: maximumLength)
    }

    /// Reads the next line.
    ///
    /// - Parameter prompt: not shown.
    /// - Returns: a line, `.tooLong`, `.endOfInput` or `.failed`.
    public mutating func nextLine(prompt: Prompt) -> LineEvent {
        while true {
            if let event = nextBufferedLine() {
                return event
            }
            if buffer.isEmpty {
                buffer = [UInt8](repeating: 0, count: Self.readSize)
            }
            let count = systemRead(descriptor, into: &buffer)
            guard count >= 0 else {
                let failure = errno
                splitter.reset()
                return .failed(errno: failure)
            }
            guard count > 0 else { return splitter.finish() ?? .endOfInput }
            unread = 0..<count
        }
    }

    private mutating func nextBufferedLine() -> LineEvent? {
        var bytes = buffer[unread]
        defer { unread = bytes.startIndex..<unread.upperBound }
        return splitter.next(from: &bytes)
    }
}
