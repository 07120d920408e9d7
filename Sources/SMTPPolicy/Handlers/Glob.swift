import SMTPGrammar

/// A pattern with wildcards: `*` for any octets, `?` for one character.
///
///     *@sim.example     user??@*     \*literal
///
/// It is matched against the whole subject, ignoring the case of ASCII letters. A backslash makes
/// `*`, `?` or a backslash literal. Time is at most proportional to the product of both lengths.
public struct Glob: Hashable, Sendable {
    /// The pattern as given.
    public let text: String
    private let elements: [Element]

    private enum Element: Hashable, Sendable {
        case octet(UInt8)
        case character
        case anything
    }

    /// A pattern from its text.
    public init(_ text: String) {
        self.text = text
        var elements: [Element] = []
        var rest = Array(text.utf8)[...]
        while let octet = rest.popFirst() {
            switch octet {
            case UInt8(ascii: "*"):
                if elements.last != .anything { elements.append(.anything) }
            case UInt8(ascii: "?"): elements.append(.character)
            case ASCII.backslash where Glob.isSpecial(rest.first):
                elements.append(.octet(rest.removeFirst()))
            default: elements.append(.octet(ASCII.lowercased(octet)))
            }
        }
        self.elements = elements
    }

    /// Whether it matches everything.
    var fitsEverything: Bool { elements == [.anything] }

    /// Whether the whole subject matches.
    public func matches(_ subject: [UInt8]) -> Bool {
        var place = 0
        var element = 0
        var retry: (element: Int, place: Int)?
        while place < subject.count {
            if element < elements.count, elements[element] == .anything {
                element += 1
                retry = (element, place)
            } else if element < elements.count,
                let next = advance(elements[element], subject, place)
            {
                element += 1
                place = next
            } else if let last = retry {
                // The last * takes one more octet; earlier ones need not.
                retry = (last.element, last.place + 1)
                (element, place) = (last.element, last.place + 1)
            } else {
                return false
            }
        }
        return elements[element...].allSatisfy { $0 == .anything }
    }

    private func advance(_ element: Element, _ subject: [UInt8], _ place: Int) -> Int? {
        switch element {
        case .octet(let octet): return ASCII.lowercased(subject[place]) == octet ? place + 1 : nil
        case .anything: return nil
        case .character:
            var end = place + 1
            while end < subject.count, subject[end] & 0xC0 == 0x80 { end += 1 }
            return end
        }
    }

    private static func isSpecial(_ octet: UInt8?) -> Bool {
        octet == UInt8(ascii: "*") || octet == UInt8(ascii: "?") || octet == ASCII.backslash
    }
}
