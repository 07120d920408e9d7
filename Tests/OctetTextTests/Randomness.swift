/// Numbers that look random and are the same in each run.
struct Randomness: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// Bytes in which escapes, controls and broken UTF-8 are frequent.
    mutating func bytes() -> [UInt8] {
        let pieces: [[UInt8]] = [
            Array("\\x1b".utf8), Array("\\u{202e}".utf8), Array("\"\\".utf8), [0x1B, 0x5B],
            Array("\u{202E}é密\u{301}\u{200B}🎈\u{E0041}".utf8), [0xC2, 0x9B], [0xE2, 0x82],
            [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x0D, 0x0A, 0x00],
        ]
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0...12, using: &self) {
            if Bool.random(using: &self) {
                bytes += pieces.randomElement(using: &self) ?? []
            } else {
                bytes.append(UInt8.random(in: 0...255, using: &self))
            }
        }
        return bytes
    }
}
