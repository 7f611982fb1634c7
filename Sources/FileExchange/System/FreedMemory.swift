import CPlatform

/// The memory that the process has given back, and soon wants again.
public enum FreedMemory {
    /// Keeps up to 64 MiB of it in the process.
    ///
    /// Each batch of documents needs some megabytes and frees them. The C library gives them back to the system each
    /// time, which has to clear every page before it hands it out again.
    public static func keep() {
        let bytes: Int32 = 64 << 20
        _ = mallopt(Int32(CPLATFORM_M_TRIM_THRESHOLD), bytes)
        _ = mallopt(Int32(CPLATFORM_M_MMAP_THRESHOLD), bytes / 2)
    }
}
