/// A packet as it stands in a capture file.
struct CapturedPacket {
    /// Its number in the file, from 1.
    let number: Int
    /// The link type (LINKTYPE_…) of the interface.
    let link: Int
    /// What was captured of it.
    let octets: ArraySlice<UInt8>
}
