import Foundation
import SMTPSession
import Testing

@Suite("A shared list")
struct SharedListTests {
    @Test("is what an array of the same elements is, however it was made", arguments: 0..<20)
    func likeAnArray(seed: Int) {
        var random = Random(seed: UInt64(seed))
        var list: SharedList<Int> = []
        var array: [Int] = []
        for step in 0..<3_000 {
            // It grows and shrinks over the ends of chunks and levels.
            let grows = random.next() % 100 < (step / 500 % 2 == 0 ? 90 : 20)
            if grows {
                list.append(step)
                array.append(step)
            } else {
                #expect(list.popLast() == array.popLast())
            }
            guard step % 50 == 0, !array.isEmpty else { continue }
            let place = Int(random.next() % UInt64(array.count))
            list[place] = -step
            array[place] = -step
            #expect(list.count == array.count)
            #expect(list[place] == array[place])
        }
        #expect(Array(list) == array)
        #expect(Array(list.reversed()) == array.reversed())
        #expect(list == SharedList(array))
        #expect(list.hashValue == SharedList(array).hashValue)
    }

    @Test("has its elements at their places at every size up to three levels")
    func sizes() {
        var list: SharedList<Int> = []
        for size in 0...17_000 {
            #expect(list.endIndex == size)
            list.append(size)
            if size % 97 == 0 { #expect(list[size / 2] == size / 2) }
        }
        #expect(list.elementsEqual(0...17_000))
        while let last = list.popLast() { #expect(last == list.count) }
        #expect(list.isEmpty)
    }

    @Test("leaves a copy as it was")
    func copies() {
        var list = SharedList(0..<1_000)
        let copy = list
        list.append(1_000)
        list[3] = 7
        _ = list.popLast()
        _ = list.popLast()
        #expect(copy.elementsEqual(0..<1_000))
        #expect(list[3] == 7)
        #expect(list.count == 999)
    }

    @Test("shares with its copies all but a few elements")
    func sharing() {
        var list = SharedList(0..<100_000)
        let copy = list
        for number in 0..<10 { list.append(number) }
        #expect(list.unsharedCount(with: copy) <= 32)
        _ = list.popLast()
        #expect(list.unsharedCount(with: copy) <= 32)
        list[50_000] = 0
        #expect(list.unsharedCount(with: copy) <= 48)
        #expect(SharedList(0..<100).unsharedCount(with: copy) == 100)
    }

    @Test("drops its first elements")
    func removal() {
        var list = SharedList(0..<100)
        list.removeFirst(37)
        #expect(list.elementsEqual(37..<100))
    }

    @Test("is stored as an array is")
    func coding() throws {
        let list = SharedList(0..<40)
        let stored = try JSONEncoder().encode(list)
        #expect(try JSONDecoder().decode([Int].self, from: stored) == Array(0..<40))
        #expect(try JSONDecoder().decode(SharedList<Int>.self, from: stored) == list)
    }

    /// xorshift64*, since the system's chance cannot be repeated.
    private struct Random {
        private var state: UInt64

        init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

        mutating func next() -> UInt64 {
            state ^= state >> 12
            state ^= state << 25
            state ^= state >> 27
            return (state &* 0x2545_F491_4F6C_DD1D) >> 33
        }
    }
}
