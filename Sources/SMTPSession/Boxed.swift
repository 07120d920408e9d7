/// A value kept out of the way: copies of what holds it share it, and are so much smaller.
///
///     @Boxed private var settings: Configuration
///
/// For what is large and rarely changed, since a change makes another box. It encodes as the value does.
@propertyWrapper
struct Boxed<Value> {
    // A class, which is what copies can share; it never changes.
    fileprivate final class Box {
        let value: Value

        init(_ value: Value) { self.value = value }
    }

    fileprivate var box: Box

    init(wrappedValue: Value) { box = Box(wrappedValue) }

    var wrappedValue: Value {
        @inline(__always) get { box.value }
        set { box = Box(newValue) }
    }
}

extension Boxed.Box: Sendable where Value: Sendable {}
extension Boxed: Sendable where Value: Sendable {}

extension Boxed: Equatable where Value: Equatable {
    static func == (left: Boxed, right: Boxed) -> Bool {
        left.box === right.box || left.box.value == right.box.value
    }
}

extension Boxed: Hashable where Value: Hashable {
    func hash(into hasher: inout Hasher) { hasher.combine(box.value) }
}

extension Boxed: Decodable where Value: Decodable {
    init(from decoder: any Decoder) throws { self.init(wrappedValue: try Value(from: decoder)) }
}

extension Boxed: Encodable where Value: Encodable {
    func encode(to encoder: any Encoder) throws { try box.value.encode(to: encoder) }
}
