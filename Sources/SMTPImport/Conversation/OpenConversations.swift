/// The conversations of a source that are under way, by their keys; a bounded number.
struct OpenConversations {
    /// As many are kept; a log that is cut off may never say that one ended.
    private static let most = 4096

    private var all: [OpenConversation] = []
    /// Where each is, by the hash of its key.
    private var places: [UInt64: Int] = [:]
    private var hashes: [UInt64] = []
    /// Where the last one is that was asked for.
    private var current = 0

    var isFull: Bool { all.count >= OpenConversations.most }

    subscript(index: Int) -> OpenConversation {
        _read { yield all[index] }
        _modify { yield &all[index] }
    }

    func place(of key: LineText?) -> Int? {
        if current < all.count, all[current].has(key) { return current }
        return places[hash(key)]
    }

    mutating func index(of key: LineText?) -> Int? {
        guard let index = place(of: key) else { return nil }
        current = index
        return index
    }

    mutating func add(_ key: LineText?, _ rules: OpenConversation.Rules) -> Int {
        let hash = hash(key)
        current = all.count
        places[hash] = current
        hashes.append(hash)
        all.append(OpenConversation(key.map { Array($0) }, rules))
        return current
    }

    mutating func remove(_ index: Int) -> OpenConversation {
        places[hashes[index]] = nil
        let removed = all[index]
        // The last one takes its place.
        if index != all.count - 1 {
            all[index] = all[all.count - 1]
            hashes[index] = hashes[all.count - 1]
            places[hashes[index]] = index
        }
        all.removeLast()
        hashes.removeLast()
        return removed
    }

    /// Removes the quarter that has heard nothing for the longest time, to make room.
    mutating func removeOldest() -> [OpenConversation] {
        var kept = zip(all, hashes).sorted { $0.0.lastLine < $1.0.lastLine }
        let removed = kept.prefix(kept.count / 4).map(\.0)
        kept.removeFirst(removed.count)
        all = kept.map(\.0)
        hashes = kept.map(\.1)
        places = [:]
        for (index, hash) in hashes.enumerated() { places[hash] = index }
        return removed
    }

    /// Removes the one that began first, at the end of the source.
    mutating func removeFirst() -> OpenConversation? {
        if all.count > 1 { sort() }
        return all.isEmpty ? nil : all.removeLast()
    }

    private mutating func sort() {
        guard !places.isEmpty else { return }
        all.sort { $0.firstLine > $1.firstLine }
        places = [:]
    }

    /// FNV-1a of the key: as fast as the key is short.
    private func hash(_ key: LineText?) -> UInt64 {
        guard let key else { return 0 }
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for octet in key { hash = (hash ^ UInt64(octet)) &* 0x100_0000_01b3 }
        return hash
    }
}
