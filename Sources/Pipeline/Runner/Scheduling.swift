public import Calendars
import Documents
import Receivables

extension Runner {
    /// Turns the moments that schedules have reached into occurrences, each exactly once.
    func reachOccurrences() throws -> Bool {
        var reachedAny = false
        for (_, step) in steps(in: .source) {
            guard case .schedule(let schedule) = step.body, case .stage(let target)? = step.targets["occurred"] else {
                continue
            }
            let now = now
            let last = try around.ledger.read { try $0.lastOccurrence(of: step.id) }
            guard let last else {
                // A new schedule begins now: nothing before its first sight is due.
                try around.ledger.write { try $0.setOccurrence(now, of: step.id) }
                continue
            }
            let due = moments(of: schedule, after: last, upTo: now)
            guard let newest = due.last else { continue }
            try reach(kept(of: due, schedule.missed, at: now), newest: newest, of: step, for: plan.steps[target])
            reachedAny = true
        }
        return reachedAny
    }

    /// Which of the moments that have come are still acted on; one of an earlier day was missed.
    private func kept(of due: [Instant], _ missed: ScheduleSettings.Missed, at now: Instant) -> [Instant] {
        switch missed {
        case .all: due
        case .latest: due.suffix(1)
        case .skip: due.suffix(1).filter { around.businessDate($0) == around.businessDate(now) }
        }
    }

    /// The moments of a schedule in a span of time. A local time that a clock change skips is the moment after it;
    /// one that comes twice counts the first time.
    private func moments(of schedule: ScheduleSettings, after last: Instant, upTo now: Instant) -> [Instant] {
        let first = around.businessDate(last)
        let days = first.days(until: around.businessDate(now))
        guard days >= 0 else { return [] }
        return (0...days).compactMap { offset in
            let date = first + offset
            guard schedule.weekdays.isEmpty || schedule.weekdays.contains(date.weekday) else { return nil }
            let moment = around.moment(date, schedule.at)
            return last < moment && moment <= now ? moment : nil
        }
    }

    /// Has a schedule's time come now, for a day, because somebody says so.
    public func occur(_ schedule: String, on date: BusinessDate, named name: String, actor: String, reason: String)
        throws
    {
        guard let index = plan.index(of: schedule), case .schedule = plan.steps[index].body,
            case .stage(let target)? = plan.steps[index].targets["occurred"]
        else { throw InterventionFault.noSuchStage(schedule) }
        let reference = try around.blobs.append([Array(name.utf8)])[0]
        let now = now
        try around.ledger.write { ledger in
            let row = try ledger.record([
                NewIntake(
                    source: schedule,
                    claim: "by-hand:\(schedule):\(date):\(now.microseconds):\(around.randomness.number(below: .max))",
                    name: name, original: reference, receivedAt: now, actor: actor, reason: reason)
            ])[0]
            let origin = DocumentOrigin(intake: row.id, index: 0)
            let occurrence = Occurrence(schedule: schedule, moment: now, date: date)
            _ = try ledger.insert([
                Work(
                    stage: plan.steps[target].id, origin: origin, subject: .document(.occurrence(occurrence)),
                    since: now)
            ])
            var reached = newEvent(
                .occurrenceReached(schedule: schedule, moment: now), origin, at: now, actor: actor)
            reached.effectiveOn = date
            try ledger.append([reached])
        }
    }

    private func reach(_ moments: [Instant], newest: Instant, of step: Plan.Step, for target: Plan.Step) throws {
        let originals = moments.map { Array("\(step.id) \($0)\n".utf8) }
        let references = moments.isEmpty ? [] : try around.blobs.append(originals)
        let now = now
        try around.ledger.write { ledger in
            let rows = try ledger.record(
                zip(moments, references).map { moment, reference in
                    NewIntake(
                        source: step.id, claim: "schedule:\(step.id):\(moment)", name: "\(step.id) \(moment)",
                        original: reference, receivedAt: now, actor: Runner.actor)
                })
            for (row, moment) in zip(rows, moments) where row.isNew {
                let origin = DocumentOrigin(intake: row.id, index: 0)
                let occurrence = Occurrence(schedule: step.id, moment: moment, date: around.businessDate(moment))
                _ = try ledger.insert([
                    Work(stage: target.id, origin: origin, subject: .document(.occurrence(occurrence)), since: now)
                ])
                try ledger.append([newEvent(.occurrenceReached(schedule: step.id, moment: moment), origin, at: now)])
            }
            try ledger.setOccurrence(newest, of: step.id)
        }
    }
}
