/// The conversations of a source that are under way, by their keys; a bounded number.
struct OpenConversations {
    /// As many are kept; a log that is cut off may never say that one ended.
    private static let most = 4096

    private var all: [OpenConversation] = []
    /// The hash of each one's key.
    private var hashes: [UInt64] = []
    /// Where each is by it; empty as long as there are few.
    private var places: [UInt64: Int] = [:]
    /// So few are found as fast without.
    private static let few = 16
    /// Where the last one is that was asked for.
    private var current = 0

    var isFull: Bool { all.count >= OpenConversations.most }

    subscript(index: Int) -> OpenConversation {
        _read { yield all[index] }
        _modify { yield &all[index] }
    }

    /// Where the only one is.
    var only: Int? { all.count == 1 ? 0 : nil }

    @inline(__always)
    func place(of key: LineText?) -> Int? {
        if current < all.count, all[current].has(key) { return current }
        return all.isEmpty ? nil : search(hash(key))
    }

    private func search(_ hash: UInt64) -> Int? {
        guard places.isEmpty else { return places[hash] }
        for index in hashes.indices where hashes[index] == hash { return index }
        return nil
    }

    @inline(__always)
    mutating func index(of key: LineText?) -> Int? {
        guard let index = place(of: key) else { return nil }
        current = index
        return index
    }

    mutating func add(_ key: LineText?, _ rules: OpenConversation.Rules) -> Int {
        current = all.count
        hashes.append(hash(key))
        all.append(OpenConversation(key.map { Array($0) }, rules))
        if !places.isEmpty {
            places[hashes[current]] = current
        } else if all.count > OpenConversations.few {
            findPlaces()
        }
        return current
    }

    private mutating func findPlaces() {
        places = [:]
        for (index, hash) in hashes.enumerated() { places[hash] = index }
    }

    mutating func remove(_ index: Int) -> OpenConversation {
        let last = all.count - 1
        if !places.isEmpty {
            places[hashes[index]] = nil
            // The last one takes its place.
            if index != last { places[hashes[last]] = index }
            if last == 0 { places = [:] }
        }
        hashes.swapAt(index, last)
        hashes.removeLast()
        all.swapAt(index, last)
        return all.removeLast()
    }

    /// Removes the quarter that has heard nothing for the longest time, to make room.
    mutating func removeOldest() -> [OpenConversation] {
        var kept = zip(all, hashes).sorted { $0.0.lastLine < $1.0.lastLine }
        let removed = kept.prefix(kept.count / 4).map(\.0)
        kept.removeFirst(removed.count)
        all = kept.map(\.0)
        hashes = kept.map(\.1)
        findPlaces()
        return removed
    }

    /// Removes the one that began first, at the end of the source.
    mutating func removeFirst() -> OpenConversation? {
        if all.count > 1 { sort() }
        return all.isEmpty ? nil : all.removeLast()
    }

    private mutating func sort() {
        guard !hashes.isEmpty else { return }
        all.sort { $0.firstLine > $1.firstLine }
        places = [:]
        hashes = []
    }

    /// FNV-1a of the key: as fast as the key is short.
    private func hash(_ key: LineText?) -> UInt64 {
        guard let key else { return 0 }
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for octet in key { hash = (hash ^ UInt64(octet)) &* 0x100_0000_01b3 }
        return hash
    }
}
