import SMTPGrammar

extension [UInt8] {
    /// Appends octets in one move; appending a collection costs several times as much.
    @inline(__always)
    mutating func append(octets: Span<UInt8>) {
        append(addingCapacity: octets.count) { room in
            room.withUnsafeMutableBufferPointer { room, count in
                octets.withUnsafeBufferPointer { _ = room.initialize(fromContentsOf: $0) }
                count = octets.count
            }
        }
    }

    /// Appends a text in one move.
    mutating func append(text: String) {
        var text = text
        text.withUTF8 { append(octets: $0.span) }
    }

    /// Appends a number in digits.
    mutating func append(number: UInt64) {
        var rest = number
        var place = count
        repeat {
            append(ASCII.zero &+ UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        // They came from the last one on.
        var last = count - 1
        while place < last {
            swapAt(place, last)
            place += 1
            last -= 1
        }
    }

    /// Appends a text that is part of the program.
    mutating func append(text: StaticString) {
        text.withUTF8Buffer { append(octets: $0.span) }
    }
}
