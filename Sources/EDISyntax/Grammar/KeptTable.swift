/// A copy that is never given back: for tables that are made once and stay for as long as the program runs, so that
/// passing them on costs nothing.
public func kept<Value>(_ values: [Value]) -> UnsafeBufferPointer<Value> {
    let copy = UnsafeMutableBufferPointer<Value>.allocate(capacity: values.count)
    _ = copy.initialize(from: values)
    return UnsafeBufferPointer(copy)
}
