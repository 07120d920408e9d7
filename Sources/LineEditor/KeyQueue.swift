/// Cuts what a terminal sent into keys and pastes.
///
/// Pastes are found here, before libedit sees anything, so their bytes stay exact whatever keys are bound
/// and whatever command, such as a search, is under way.
struct KeyQueue {
    enum Key: Hashable {
        case scalar(Unicode.Scalar)
        /// The bytes between the two marks of a bracketed paste.
        case paste([UInt8])
        /// A paste over the bound; it was skipped.
        case tooLongPaste
        /// The beginning of a character or mark; more should follow at once.
        case incomplete
        case empty
    }

    private static let pasteStart: [UInt8] = Array("\u{1B}[200~".utf8)
    private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)

    /// The longest paste, in bytes.
    let maximumPasteLength: Int
    /// Whether a key's sequence, without its ESC, means something; any other is dropped.
    let isBound: (String) -> Bool

    private var bytes: [UInt8] = []
    private var head = 0
    private var paste: [UInt8]?
    private var isPasteTooLong = false

    init(maximumPasteLength: Int, isBound: @escaping (String) -> Bool = { _ in true }) {
        self.maximumPasteLength = maximumPasteLength
        self.isBound = isBound
    }

    /// Whether there are unread bytes.
    var hasMore: Bool { head < bytes.count }

    /// Whether there are unread bytes other than this one.
    func hasMore(than byte: UInt8) -> Bool { bytes[head...].contains { $0 != byte } }

    mutating func append(_ more: ArraySlice<UInt8>) {
        bytes.removeFirst(head)
        head = 0
        bytes += more
    }

    mutating func removeAll() {
        self = KeyQueue(maximumPasteLength: maximumPasteLength, isBound: isBound)
    }

    /// Takes the next key, even an incomplete one if nothing more has come for a while.
    mutating func next(isLate: Bool) -> Key {
        guard paste == nil else { return nextOfPaste() }
        guard hasMore else { return .empty }
        if bytes[head] == 0x1B {
            switch match(Self.pasteStart) {
            case .whole:
                head += Self.pasteStart.count
                paste = []
                return nextOfPaste()
            case .beginning where !isLate:
                return .incomplete
            case .beginning, .none:
                break
            }
            // The end of a paste that was given up.
            if match(Self.pasteEnd) == .whole {
                head += Self.pasteEnd.count
                return next(isLate: isLate)
            }
            switch KeySequence.match(bytes[head...]) {
            case .whole(let length) where !isKnown(length):
                head += length
                return next(isLate: isLate)
            // A person who types ESC waits for nothing.
            case .beginning where !isLate && bytes.count - head > 1: return .incomplete
            case .whole, .beginning, .none: break
            }
        }
        return nextScalar(isLate: isLate)
    }

    private func isKnown(_ length: Int) -> Bool {
        isBound(String(decoding: bytes[(head + 1)..<(head + length)], as: UTF8.self))
    }

    /// Takes all unread bytes.
    mutating func takeAll() -> ArraySlice<UInt8> {
        defer { head = bytes.count }
        return bytes[head...]
    }

    private enum Match { case whole, beginning, none }

    private func match(_ mark: [UInt8]) -> Match {
        guard !bytes[head...].starts(with: mark) else { return .whole }
        return mark.starts(with: bytes[head...]) ? .beginning : .none
    }

    private mutating func nextOfPaste() -> Key {
        while hasMore {
            switch match(Self.pasteEnd) {
            case .whole:
                head += Self.pasteEnd.count
                defer {
                    paste = nil
                    isPasteTooLong = false
                }
                return isPasteTooLong ? .tooLongPaste : .paste(paste ?? [])
            case .beginning:
                return .empty
            case .none:
                keepPasted()
            }
        }
        return .empty
    }

    /// Moves bytes up to the next ESC into the paste.
    private mutating func keepPasted() {
        let end = bytes[(head + 1)...].firstIndex(of: 0x1B) ?? bytes.count
        if isPasteTooLong || (paste?.count ?? 0) + end - head > maximumPasteLength {
            isPasteTooLong = true
            paste = []
        } else {
            paste?.append(contentsOf: bytes[head..<end])
        }
        head = end
    }

    /// Decodes UTF-8.
    ///
    /// Other bytes become U+FFFD, and so do C1 controls, which a terminal might obey.
    private mutating func nextScalar(isLate: Bool) -> Key {
        var parser = UTF8.ForwardParser()
        var rest = bytes[head...].makeIterator()
        switch parser.parseScalar(from: &rest) {
        case .valid(let encoded):
            head += encoded.count
            let scalar = UTF8.decode(encoded)
            if scalar == "\r", hasMore, bytes[head] == 0x0A {
                // CR LF is one line end.
                head += 1
            }
            return .scalar((0x80...0x9F).contains(scalar.value) ? "\u{FFFD}" : scalar)
        case .error(let length):
            guard isLate || head + length < bytes.count || !isBeginningOfScalar(length) else {
                return .incomplete
            }
            head += length
            return .scalar("\u{FFFD}")
        case .emptyInput:
            return .empty
        }
    }

    /// Whether the last bytes could become a scalar if more followed.
    private func isBeginningOfScalar(_ length: Int) -> Bool {
        switch bytes[head] {
        case 0xC2...0xDF: length < 2
        case 0xE0...0xEF: length < 3
        case 0xF0...0xF4: length < 4
        default: false
        }
    }
}
