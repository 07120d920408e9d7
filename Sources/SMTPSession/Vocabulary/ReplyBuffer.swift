import SMTPGrammar

/// Replies as they are sent, one after the other.
///
///     S: 250 2.1.0 Sender OK
///     S: 250 2.1.5 Recipient OK
///
/// Its memory stays when it is emptied, so that a caller that writes many replies allocates it once.
public struct ReplyBuffer: Sendable {
    private var sent = Memory()
    // At hand, since each use of what is put together only once costs more than the reply.
    private let usual = UsualReplies.all
    /// The rule of what was appended last; nil if that was no reply as a whole.
    public private(set) var lastRule: Rule?

    /// Without replies.
    public init() {}

    /// Whether nothing is to be sent.
    public var isEmpty: Bool { sent.count == 0 }

    /// What is to be sent.
    public var octets: ArraySlice<UInt8> { sent.octets[..<sent.count] }

    /// Empties it; its last rule is still known.
    public mutating func removeAll(keepingCapacity: Bool = true) {
        sent.count = 0
        if !keepingCapacity { sent.octets = [] }
    }

    /// Appends a reply, every line with its code and CR LF.
    public mutating func append(_ reply: Reply) {
        if let isEnhanced = reply.isUsual { return append(reply.rule, isEnhanced: isEnhanced) }
        var own: [UInt8] = []
        reply.write(into: &own)
        append(octets: own.span)
        lastRule = reply.rule
    }

    /// Appends the reply of a rule in the rule's own words.
    @inline(never)
    mutating func append(_ rule: Rule, isEnhanced: Bool) {
        sent.append(rule, isEnhanced: isEnhanced, usual)
        lastRule = rule
    }

    /// Appends the reply to EHLO of a client, with the first line as `Session.greeting` makes it.
    mutating func append(_ offer: OfferedKeywords.Kept, to client: String) {
        lastRule = .helloAccepted
        let (beginning, end) = (offer.beginning, offer.end)
        let start = sent.count + 4
        sent.append(beginning.span)
        sent.append(client)
        sent.limitLine(from: start)
        sent.append(end.span)
    }

    /// Appends octets as they are.
    public mutating func append(octets: Span<UInt8>) {
        lastRule = nil
        sent.append(octets)
    }

    /// Appends a line with CR LF: a code of three digits and a separator, then octets between words.
    package mutating func append(
        code: Int, _ separator: UInt8, _ before: StaticString, _ octets: Span<UInt8>,
        _ after: StaticString
    ) {
        lastRule = nil
        sent.append(code: code, separator, before, octets, after)
    }
}

extension ReplyBuffer {
    /// Octets, and how many of them count; the rest is room, so that most replies need but a copy.
    ///
    /// There is always room for one block more than counts, if there is any.
    private struct Memory {
        var octets: [UInt8] = []
        var count = 0

        /// Copies a whole block, since nearly all replies are shorter; what is too much does not count.
        @inline(__always)
        mutating func append(
            _ rule: Rule, isEnhanced: Bool, _ usual: borrowing UsualReplies
        ) {
            let place = usual.place(of: rule, isEnhanced: isEnhanced)
            guard place.count <= UsualReplies.block else {
                return append(usual.octets.span.extracting(place))
            }
            let end = count &+ place.count
            if end &+ UsualReplies.block > octets.count { grow(to: end) }
            let start = count
            octets.withUnsafeMutableBytes { room in
                usual.octets.withUnsafeBytes { source in
                    let block = source.loadUnaligned(
                        fromByteOffset: place.lowerBound, as: SIMD64<UInt8>.self)
                    room.storeBytes(of: block, toByteOffset: start, as: SIMD64<UInt8>.self)
                }
            }
            count = end
        }

        @inline(__always)
        mutating func append(_ more: Span<UInt8>) {
            let end = count &+ more.count
            if end &+ UsualReplies.block > octets.count { grow(to: end) }
            octets.withUnsafeMutableBytes { room in
                more.withUnsafeBytes {
                    UnsafeMutableRawBufferPointer(rebasing: room[count...]).copyMemory(from: $0)
                }
            }
            count = end
        }

        /// Appends a line with CR LF, for whose parts room is made at once.
        mutating func append(
            code: Int, _ separator: UInt8, _ before: StaticString, _ middle: Span<UInt8>,
            _ after: StaticString
        ) {
            let end =
                count + before.utf8CodeUnitCount + middle.count + after.utf8CodeUnitCount + 6
            if end &+ UsualReplies.block > octets.count { grow(to: end) }
            octets.withUnsafeMutableBytes { room in
                var line = Writing(room: room, place: count)
                line.put(ASCII.zero &+ UInt8(truncatingIfNeeded: code / 100))
                line.put(ASCII.zero &+ UInt8(truncatingIfNeeded: code / 10 % 10))
                line.put(ASCII.zero &+ UInt8(truncatingIfNeeded: code % 10))
                line.put(separator)
                before.withUTF8Buffer { line.put(UnsafeRawBufferPointer($0)) }
                middle.withUnsafeBytes { line.put($0) }
                after.withUTF8Buffer { line.put(UnsafeRawBufferPointer($0)) }
                line.put(ASCII.carriageReturn)
                line.put(ASCII.lineFeed)
            }
            count = end
        }

        /// Room in memory, and how much of it is written.
        private struct Writing {
            let room: UnsafeMutableRawBufferPointer
            var place: Int

            @inline(__always)
            mutating func put(_ octet: UInt8) {
                room[place] = octet
                place &+= 1
            }

            @inline(__always)
            mutating func put(_ octets: UnsafeRawBufferPointer) {
                UnsafeMutableRawBufferPointer(rebasing: room[place...]).copyMemory(from: octets)
                place &+= octets.count
            }
        }

        mutating func append(_ text: String) {
            var text = text
            text.withUTF8 { append($0.span) }
        }

        /// Shortens the text from a place on to what a line of a reply has room for, and makes it safe there.
        mutating func limitLine(from start: Int) {
            count = min(count, start + Session.longestText)
            Session.makeVisible(&octets, start..<count)
        }

        @inline(never)
        private mutating func grow(to end: Int) {
            let size = max(end + UsualReplies.block, 2 * octets.count, 1_024)
            octets += [UInt8](repeating: 0, count: size - octets.count)
        }
    }
}

// Two buffers are the same if they hold the same replies; the room after them does not count.
extension ReplyBuffer: Hashable {
    /// Whether two buffers hold the same.
    public static func == (left: ReplyBuffer, right: ReplyBuffer) -> Bool {
        left.octets == right.octets
    }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) { hasher.combine(octets) }
}
