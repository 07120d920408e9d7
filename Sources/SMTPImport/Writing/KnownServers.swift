/// The settings of servers that were seen: most conversations of a source are with the same one.
struct KnownServers {
    /// So many are kept.
    private static let most = 16

    /// The last one that was asked for comes first.
    private var known: [(server: RecordedServer, settings: [UInt8])] = []

    /// The lines of ``RecordedServer/settings(all:)``; `all` is the same at each call.
    mutating func settings(of server: RecordedServer, all: Bool) -> [UInt8] {
        if let first = known.first, first.server == server { return first.settings }
        let place = known.firstIndex { $0.server == server }
        let settings = place.map { known.remove(at: $0).settings } ?? server.settings(all: all)
        known.insert((server, settings), at: 0)
        if known.count > KnownServers.most { known.removeLast() }
        return settings
    }
}
