/// Why a message was not stored, in these tests.
struct StorageFailure: Error {}
