import SMTPSession

/// Handlers in the order in which they are tried.
///
///     policy.handlers.append(try Handler(parsing: "recipient nosuch@* reject"))
///
/// Copies share their storage: a session keeps one for each step, so that it can be
/// undone, and adding a handler or counting a hit copies a few handlers only.
public struct HandlerList: Hashable, Sendable {
    /// All but the last are full, so that equal lists have equal chunks.
    private var chunks: [[Handler]] = []

    private static let chunkSize = 32

    /// No handlers.
    public init() {}

    /// Handlers in order.
    public init(_ handlers: some Sequence<Handler>) {
        for handler in handlers { append(handler) }
    }

    /// Adds a handler after the others.
    public mutating func append(_ handler: Handler) {
        if let last = chunks.indices.last, chunks[last].count < HandlerList.chunkSize {
            chunks[last].append(handler)
        } else {
            chunks.append([handler])
        }
    }

    /// Removes the handler at an index from 0; those after it move up.
    public mutating func remove(at index: Int) {
        var handlers = Array(self)
        handlers.remove(at: index)
        self = HandlerList(handlers)
    }

    /// Finds the first handler that matches and takes effect, and counts.
    mutating func take(
        _ circumstances: Circumstances, random: inout SeededRandom, where fits: (Handler) -> Bool
    ) -> (index: Int, action: PolicyAction)? {
        for chunk in chunks.indices {
            // Checked before changing it, because a change copies it.
            for index in chunks[chunk].indices where fits(chunks[chunk][index]) {
                guard chunks[chunk][index].take(circumstances, random: &random) else { continue }
                return (chunk * HandlerList.chunkSize + index, chunks[chunk][index].action)
            }
        }
        return nil
    }
}

extension HandlerList: RandomAccessCollection {
    /// The first place.
    public var startIndex: Int { 0 }

    /// The index after the last handler.
    public var endIndex: Int {
        chunks.last.map { (chunks.count - 1) * HandlerList.chunkSize + $0.count } ?? 0
    }

    /// The handler at an index from 0.
    public subscript(index: Int) -> Handler {
        chunks[index / HandlerList.chunkSize][index % HandlerList.chunkSize]
    }
}

extension HandlerList: ExpressibleByArrayLiteral {
    /// Handlers in order.
    public init(arrayLiteral elements: Handler...) { self.init(elements) }
}

extension HandlerList: Codable {
    /// Reads an array of handlers.
    public init(from decoder: any Decoder) throws {
        self.init(try [Handler](from: decoder))
    }

    /// Writes an array of handlers.
    public func encode(to encoder: any Encoder) throws { try Array(self).encode(to: encoder) }
}
