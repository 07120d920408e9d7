import SystemCalls

/// A file or standard input, read bit by bit.
struct PortionSource: ~Copyable {
    private let descriptor: Descriptor
    private let path: String

    init(_ path: String) throws(Failure) {
        self.path = path
        do {
            descriptor =
                path == SourceSearch.standardInput
                ? .standardInput : try Descriptor(reading: path)
        } catch {
            throw Failure("cannot read \(path): \(error)")
        }
    }

    deinit { if descriptor != .standardInput { try? descriptor.shut() } }

    /// The next octets, at most so many; nil at the end.
    func next(_ limit: Int) throws(Failure) -> [UInt8]? {
        do {
            let octets = try descriptor.readSome(limit: limit)
            return octets.isEmpty ? nil : octets
        } catch {
            throw Failure("cannot read \(path): \(error)")
        }
    }
}
