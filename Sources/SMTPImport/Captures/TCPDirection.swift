/// What one end of a TCP connection sent, as far as it was handed on.
struct TCPDirection {
    /// The number of the octet that comes next; nil as long as nothing is known.
    private(set) var next: UInt32?
    /// The number up to which the other end says that it has everything.
    var acknowledged: UInt32?
    /// Whether everything up to the end was handed on.
    var hasEnded = false

    /// The number of the first octet; nil as long as nothing is known.
    private(set) var first: UInt32?

    /// Begins at a number, if that is not known yet.
    mutating func begin(at number: UInt32) {
        guard next == nil else { return }
        first = number
        next = number
    }

    /// How far a number lies after the next octet; below 0 for what was handed on.
    func distance(to sequence: UInt32) -> Int {
        guard let next else { return 0 }
        return TCPDirection.distance(from: next, to: sequence)
    }

    /// How far one number lies after another; numbers begin again after 2³² (RFC 9293 §3.4).
    static func distance(from first: UInt32, to second: UInt32) -> Int {
        Int(Int32(bitPattern: second &- first))
    }

    /// Goes on after so many octets.
    mutating func advance(by count: Int) {
        if let number = next { next = number &+ UInt32(truncatingIfNeeded: count) }
    }

    /// Learns that the other end has everything up to a number.
    mutating func acknowledge(_ number: UInt32) {
        if let known = acknowledged, TCPDirection.distance(from: known, to: number) <= 0 { return }
        acknowledged = number
    }
}
