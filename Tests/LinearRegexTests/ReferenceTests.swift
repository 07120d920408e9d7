import LinearRegex
import Testing

/// A regular expression as a tree, with the plainest way to match it: trying everything.
indirect enum Tree: CustomStringConvertible {
    case letter(UInt32)
    case any
    case set([UInt32], isNegated: Bool)
    case start, end, wordBoundary
    case sequence([Tree])
    case alternatives([Tree])
    case repeated(Tree, least: Int, most: Int?)

    /// How it is written.
    var description: String {
        switch self {
        case .letter(let letter): Tree.text(letter)
        case .any: "."
        case .set(let letters, let isNegated):
            "[\(isNegated ? "^" : "")\(letters.map(Tree.text).joined())]"
        case .start: "^"
        case .end: "$"
        case .wordBoundary: "\\b"
        case .sequence(let trees): trees.map(\.description).joined()
        case .alternatives(let trees):
            "(\(trees.map(\.description).joined(separator: "|")))"
        case .repeated(let tree, let least, let most):
            "(?:\(tree))\(Tree.quantifier(least, most))"
        }
    }

    private static func text(_ letter: UInt32) -> String {
        Unicode.Scalar(letter).map { String(Character($0)) } ?? ""
    }

    private static func quantifier(_ least: Int, _ most: Int?) -> String {
        switch (least, most) {
        case (0, nil): "*"
        case (1, nil): "+"
        case (0, 1): "?"
        case (let least, nil): "{\(least),}"
        case (let least, let most?): least == most ? "{\(least)}" : "{\(least),\(most)}"
        }
    }

    /// Goes on at each place where a match that begins at a place can end.
    func match(_ text: [UInt32], at place: Int, then next: (Int) -> Void) {
        switch self {
        case .letter(let letter):
            if place < text.count, text[place] == letter { next(place + 1) }
        case .any:
            if place < text.count { next(place + 1) }
        case .set(let letters, let isNegated):
            if place < text.count, letters.contains(text[place]) != isNegated { next(place + 1) }
        case .start: if place == 0 { next(place) }
        case .end: if place == text.count { next(place) }
        case .wordBoundary:
            let before = place > 0 && Tree.isWord(text[place - 1])
            let after = place < text.count && Tree.isWord(text[place])
            if before != after { next(place) }
        case .sequence(let trees):
            guard let first = trees.first else { return next(place) }
            first.match(text, at: place) {
                Tree.sequence(Array(trees.dropFirst())).match(text, at: $0, then: next)
            }
        case .alternatives(let trees):
            for tree in trees { tree.match(text, at: place, then: next) }
        case .repeated(let tree, let least, let most):
            if least == 0 { next(place) }
            guard most != 0 else { return }
            let rest = Tree.repeated(tree, least: max(0, least - 1), most: most.map { $0 - 1 })
            tree.match(text, at: place) {
                // Once there are enough, an empty one leads nowhere new.
                if $0 > place || least > 0 { rest.match(text, at: $0, then: next) }
            }
        }
    }

    private static func isWord(_ letter: UInt32) -> Bool { letter == 0x61 || letter == 0x62 }
}

extension Tree {
    /// The letters of texts and expressions: two of words, two others.
    static let alphabet: [UInt32] = [0x61, 0x62, 0x2D, 0xE9]

    static func random(depth: Int, _ generator: inout Randomness) -> Tree {
        let kinds = depth > 0 ? 10 : 6
        switch Int.random(in: 0..<kinds, using: &generator) {
        case 0, 1, 2: return .letter(generator.letter())
        case 3: return .any
        case 4:
            // A `-` in the first place is an ordinary character, as it is in the last.
            let letters = Set((0..<2).map { _ in generator.letter() })
            return .set(letters.sorted(), isNegated: Bool.random(using: &generator))
        case 5: return [.start, .end, .wordBoundary].randomElement(using: &generator) ?? .any
        case 6: return .alternatives([random(depth: 0, &generator)] + list(depth, &generator))
        case 7:
            let least = Int.random(in: 0...2, using: &generator)
            let most = [nil, least, least + 1, least + 2].randomElement(using: &generator) ?? nil
            return .repeated(random(depth: depth - 1, &generator), least: least, most: most)
        default: return .sequence(list(depth, &generator))
        }
    }

    private static func list(_ depth: Int, _ generator: inout Randomness) -> [Tree] {
        (0..<Int.random(in: 0...3, using: &generator)).map { _ in
            random(depth: depth - 1, &generator)
        }
    }
}

@Suite("Matches are those of a matcher that tries everything")
struct ReferenceTests {
    @Test("Every end of every match agrees", arguments: 0..<50)
    func ends(seed: UInt64) throws {
        var generator = Randomness(seed: seed)
        for _ in 0..<40 {
            let tree = Tree.random(depth: 3, &generator)
            guard let regex = try regex(tree) else { continue }
            for _ in 0..<5 {
                let text = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                    generator.letter()
                }
                var isFound = false
                for start in 0...text.count {
                    var expected: Set<Int> = []
                    tree.match(text, at: start) { expected.insert($0) }
                    let ends = regex.ends(in: text, from: start)
                    #expect(ends == expected.sorted(), "\(tree) on \(text) from \(start)")
                    isFound = isFound || !expected.isEmpty
                }
                #expect(regex.isFound(in: text) == isFound, "\(tree) in \(text)")
            }
        }
    }

    /// The expression of a tree; nil if it repeats a place and nothing else, which is refused.
    private func regex(_ tree: Tree) throws -> LinearRegex? {
        do {
            return try LinearRegex(tree.description)
        } catch  where error.message == "nothing to repeat before this" {
            return nil
        }
    }

    @Test("Any expression is read or refused, and what is read runs", arguments: 0..<20)
    func anything(seed: UInt64) {
        let alphabet = Array("ab()[]{}*+?|\\^$-.,1dxu:i".unicodeScalars)
        var generator = Randomness(seed: seed)
        for _ in 0..<500 {
            var source = String.UnicodeScalarView()
            for _ in 0..<10 { source.append(alphabet.randomElement(using: &generator) ?? "a") }
            guard let regex = try? LinearRegex(String(source)) else { continue }
            _ = regex.isFound(in: [0x61, 0x62, 0x2D, 0x31])
        }
    }
}

/// Numbers that look random and are the same in each run: SplitMix64.
struct Randomness: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func letter() -> UInt32 { Tree.alphabet.randomElement(using: &self) ?? 0x61 }
}
