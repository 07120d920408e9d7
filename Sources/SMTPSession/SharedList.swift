/// A list whose copies share what they have in common.
///
///     var now: SharedList = [1, 2, 3]
///     let before = now
///     now.append(4)                    // before is [1, 2, 3] still, and nearly all of it is shared
///
/// A value like an array, for what only grows at its end while many snapshots of it are kept: adding to a
/// list of a million elements that somebody else holds too copies a few dozen at most, where an array would
/// copy them all. Equal lists have equal parts, so that comparing two copies skips what they share.
public struct SharedList<Element> {
    // Elements are gathered in `last`; sixteen of them are a chunk, which never changes again. Chunks are
    // counted as digits are: `levels[0]` has up to 31 chunks, `levels[1]` up to 31 bundles of 32 chunks,
    // and so on. A copy that grows copies `last` and, now and then, one level.

    @usableFromInline var levels: [[Bundle]] = []
    @usableFromInline var last: [Element] = []

    /// A chunk, or 32 bundles of the level below.
    @usableFromInline
    enum Bundle {
        case chunk([Element])
        case bundles([Bundle])
    }

    @inlinable static var chunkSize: Int { 16 }
    @inlinable static var fanOut: Int { 32 }

    /// An empty list.
    public init() {}

    /// A list of these elements.
    public init(_ elements: some Sequence<Element>) {
        for element in elements { append(element) }
    }

    /// Adds an element at the end.
    @inlinable
    public mutating func append(_ element: consuming Element) {
        // Few lists have one element only.
        if last.capacity == 0 { last.reserveCapacity(4) }
        last.append(element)
        guard last.count == SharedList.chunkSize else { return }
        carry(.chunk(last))
        last = []
    }

    /// Takes the last element away, if there is one.
    public mutating func popLast() -> Element? {
        if last.isEmpty { borrow() }
        return last.popLast()
    }

    /// Takes all elements away; the room of the last few stays.
    mutating func removeAll() {
        if !levels.isEmpty { levels = [] }
        while !last.isEmpty { last.removeLast() }
    }

    /// Adds a bundle to the lowest level; a full level becomes one bundle of the next.
    @usableFromInline
    mutating func carry(_ bundle: Bundle) {
        var bundle = bundle
        for height in levels.indices {
            levels[height].append(bundle)
            guard levels[height].count == SharedList.fanOut else { return }
            bundle = .bundles(levels[height])
            levels[height] = []
        }
        levels.append([bundle])
    }

    /// Makes the last chunk what elements are gathered in.
    private mutating func borrow() {
        guard let height = levels.firstIndex(where: { !$0.isEmpty }),
            var bundle = levels[height].popLast()
        else { return }
        for lower in levels[..<height].indices.reversed() {
            guard case .bundles(var bundles) = bundle, let next = bundles.popLast() else { return }
            levels[lower] = bundles
            bundle = next
        }
        if case .chunk(let elements) = bundle { last = elements }
        while levels.last?.isEmpty == true { levels.removeLast() }
    }
}

extension SharedList: RandomAccessCollection, MutableCollection {
    /// Zero.
    @inlinable public var startIndex: Int { 0 }
    /// How many elements there are.
    public var endIndex: Int {
        @inlinable @inline(__always) get { levels.isEmpty ? last.count : chunkedCount + last.count }
    }

    /// How many elements there are.
    @inlinable public var count: Int { @inline(__always) get { endIndex } }

    /// Whether there is none.
    @inlinable public var isEmpty: Bool { levels.isEmpty && last.isEmpty }

    @inlinable var chunkedCount: Int {
        var count = 0
        for level in levels.reversed() { count = count * SharedList.fanOut + level.count }
        return count * SharedList.chunkSize
    }

    /// An element; setting it copies the way to it, not the list.
    public subscript(position: Int) -> Element {
        @inlinable get {
            let (part, place) = part(holding: position)
            return part[place]
        }
        set {
            precondition(indices.contains(position), "index out of range")
            let chunked = chunkedCount
            guard position < chunked else {
                last[position - chunked] = newValue
                return
            }
            var rest = position
            for height in levels.indices.reversed() {
                let width = SharedList.width(height)
                let count = levels[height].count * width
                guard rest >= count else {
                    return SharedList.set(&levels[height], width, rest, newValue)
                }
                rest -= count
            }
        }
    }

    /// How many elements a bundle of a level has.
    @inlinable
    static func width(_ height: Int) -> Int {
        (0..<height).reduce(chunkSize) { width, _ in width * fanOut }
    }

    private static func set(
        _ bundles: inout [Bundle], _ width: Int, _ position: Int, _ element: Element
    ) {
        let index = position / width
        switch bundles[index] {
        case .chunk(var elements):
            elements[position % width] = element
            bundles[index] = .chunk(elements)
        case .bundles(var lower):
            set(&lower, width / fanOut, position % width, element)
            bundles[index] = .bundles(lower)
        }
    }

    /// The chunk that holds a position, or the last elements, and where in it.
    @inlinable
    func part(holding position: Int) -> (elements: [Element], place: Int) {
        precondition(position >= 0, "index out of range")
        var rest = position
        for height in levels.indices.reversed() {
            let width = SharedList.width(height)
            let count = levels[height].count * width
            guard rest >= count else {
                let bundle = levels[height][rest / width]
                return (
                    SharedList.chunk(of: bundle, width, rest % width), rest % SharedList.chunkSize
                )
            }
            rest -= count
        }
        return (last, rest)
    }

    @inlinable
    static func chunk(of bundle: Bundle, _ width: Int, _ position: Int) -> [Element] {
        switch bundle {
        case .chunk(let elements): return elements
        case .bundles(let bundles):
            let lower = width / fanOut
            return chunk(of: bundles[position / lower], lower, position % lower)
        }
    }

    /// Goes through the elements, chunk by chunk.
    public struct Iterator: IteratorProtocol {
        private let list: SharedList
        private var part: [Element] = []
        private var place = 0
        private var position = 0

        fileprivate init(_ list: SharedList) { self.list = list }

        /// The next element; nil at the end.
        public mutating func next() -> Element? {
            if place == part.count {
                guard position < list.endIndex else { return nil }
                (part, place) = list.part(holding: position)
            }
            defer {
                place += 1
                position += 1
            }
            return part[place]
        }
    }

    /// An iterator over the elements.
    public func makeIterator() -> Iterator { Iterator(self) }
}

extension SharedList {
    /// Takes so many elements away from the front, by making the list anew.
    public mutating func removeFirst(_ count: Int) { self = SharedList(dropFirst(count)) }

    /// How many elements are in parts that another list, which this one was copied from or to, does not share.
    package func unsharedCount(with other: SharedList) -> Int {
        var count = 0
        for start in stride(from: 0, to: endIndex, by: SharedList.chunkSize) {
            let own = part(holding: start).elements
            let isShared =
                start < other.endIndex
                && own.withUnsafeBufferPointer { own in
                    other.part(holding: start).elements.withUnsafeBufferPointer {
                        $0.baseAddress == own.baseAddress
                    }
                }
            count += isShared ? 0 : own.count
        }
        return count
    }
}

extension SharedList: Sendable where Element: Sendable {}
extension SharedList.Bundle: Sendable where Element: Sendable {}
extension SharedList.Bundle: Equatable where Element: Equatable {}
extension SharedList.Bundle: Hashable where Element: Hashable {}
extension SharedList: Equatable where Element: Equatable {}
extension SharedList: Hashable where Element: Hashable {}

extension SharedList: ExpressibleByArrayLiteral {
    /// A list of these elements.
    public init(arrayLiteral elements: Element...) { self.init(elements) }
}

extension SharedList: CustomStringConvertible {
    /// The elements, as an array shows them.
    public var description: String { Array(self).description }
}

extension SharedList: Encodable where Element: Encodable {
    /// Writes the elements as an array does.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        for element in self { try container.encode(element) }
    }
}

extension SharedList: Decodable where Element: Decodable {
    /// Reads the elements of an array.
    public init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        while !container.isAtEnd { append(try container.decode(Element.self)) }
    }
}
