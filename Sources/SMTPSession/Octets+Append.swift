import SMTPGrammar

extension [UInt8] {
    /// Appends octets in one move; appending a collection costs several times as much.
    @inline(__always)
    package mutating func append(octets: Span<UInt8>) {
        append(addingCapacity: octets.count) { room in
            room.withUnsafeMutableBufferPointer { room, count in
                octets.withUnsafeBufferPointer { _ = room.initialize(fromContentsOf: $0) }
                count = octets.count
            }
        }
    }

    /// Appends a text in one move.
    package mutating func append(text: String) {
        var text = text
        text.withUTF8 { append(octets: $0.span) }
    }

    /// Appends a number in digits.
    package mutating func append(number: UInt64) {
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
    package mutating func append(text: StaticString) {
        text.withUTF8Buffer { append(octets: $0.span) }
    }

    /// Appends octets between two texts, all in one move.
    package mutating func append(
        _ before: StaticString, _ octets: Span<UInt8>, _ after: StaticString
    ) {
        let (start, end) = (before.utf8CodeUnitCount, after.utf8CodeUnitCount)
        let count = start + octets.count + end
        append(addingCapacity: count) { room in
            room.withUnsafeMutableBufferPointer { room, initialized in
                before.withUTF8Buffer { _ = room[..<start].initialize(fromContentsOf: $0) }
                octets.withUnsafeBufferPointer {
                    _ = room[start..<count - end].initialize(fromContentsOf: $0)
                }
                after.withUTF8Buffer { _ = room[(count - end)...].initialize(fromContentsOf: $0) }
                initialized = count
            }
        }
    }
}
