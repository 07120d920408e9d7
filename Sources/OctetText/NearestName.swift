/// The name a person most likely meant, of names the likelier first; nil if none is near.
///
///     nearestName(to: "recipent", among: ["sender", "recipient"])    → recipient
///
/// A name that begins with the word is near; otherwise as many slips as a third of the word's
/// characters are forgiven, at least one: a wrong, missing or additional character, or two
/// neighbours swapped. Case is ignored.
package func nearestName(to word: String, among names: some Sequence<String>) -> String? {
    let typed = Array(word.lowercased())
    guard !typed.isEmpty, typed.count <= longestComparedName else { return nil }
    let allowance = max(1, typed.count / 3)
    var nearest: (name: String, slips: Int)?
    for name in names {
        let slips = slips(between: typed, and: Array(name.lowercased()))
        if slips <= allowance, slips < nearest?.slips ?? .max { nearest = (name, slips) }
    }
    if let nearest { return nearest.name }
    guard typed.count > 1 else { return nil }
    return names.first { $0.lowercased().starts(with: typed) }
}

/// The comparison takes quadratic time, and no name is this long.
private let longestComparedName = 64

/// The optimal string alignment distance of two words.
private func slips(between left: [Character], and right: [Character]) -> Int {
    var twoBefore: [Int] = []
    var before = Array(0...right.count)
    for row in left.indices {
        var current = [row + 1]
        current.reserveCapacity(right.count + 1)
        for column in right.indices {
            let replaced = before[column] + (left[row] == right[column] ? 0 : 1)
            var slips = min(replaced, before[column + 1] + 1, current[column] + 1)
            let isExchange =
                row > 0 && column > 0 && left[row] == right[column - 1]
                && left[row - 1] == right[column]
            if isExchange { slips = min(slips, twoBefore[column - 1] + 1) }
            current.append(slips)
        }
        (twoBefore, before) = (before, current)
    }
    return before[right.count]
}
