import Glibc

/// How many times as long a large piece of work takes as a small one, in processor time.
///
/// The least of several runs is what work costs; the rest is what else the machine does. Whoever shares the cache with
/// us may make one comparison unfair, not each of four: the first that stays within the bound is the answer.
public func growth<Work>(
    from small: Work, to large: Work, within bound: Double = 2.6, _ run: (Work) throws -> Void
) rethrows -> Double {
    var least = Double.infinity
    for _ in 0..<4 where least > bound {
        least = min(least, try cost(of: large, run) / cost(of: small, run))
    }
    return least
}

private func cost<Work>(of work: Work, _ run: (Work) throws -> Void) rethrows -> Double {
    var least = Double.infinity
    for _ in 0..<4 {
        let start = threadSeconds()
        try run(work)
        least = min(least, threadSeconds() - start)
    }
    return least
}

/// The processor time that this thread has used, in seconds.
private func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
