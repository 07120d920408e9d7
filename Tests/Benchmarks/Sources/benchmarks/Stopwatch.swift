import Glibc

/// Measures time on a machine that others use too: the shortest of many runs is what the work takes.
enum Stopwatch {
    /// Seconds since some moment.
    static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// Seconds that a piece of work takes once.
    static func seconds(_ work: () -> Void) -> Double {
        let start = now
        work()
        return now - start
    }

    /// The least seconds of two pieces of work that are done by turns, so that both meet the same
    /// disturbances.
    static func shortest(
        rounds: Int, _ work: () -> Void, beside floor: () -> Void
    ) -> (work: Double, floor: Double) {
        var best = (work: Double.infinity, floor: Double.infinity)
        for _ in 0..<rounds {
            best.floor = min(best.floor, seconds(floor))
            best.work = min(best.work, seconds(work))
        }
        return best
    }

    /// The least seconds of a piece of work.
    static func shortest(rounds: Int, _ work: () -> Void) -> Double {
        (0..<rounds).map { _ in seconds(work) }.min() ?? .infinity
    }
}
