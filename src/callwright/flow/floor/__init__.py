"""Who does what now, and who did what when: one state per person, one timeline per person and day.

Takes: states chosen at desks and seen by the dialer, reports of phones, files of states, call phases, shifts.
Makes: the present of everybody, timelines with no gap and no overlap, lost minutes by cause (product §4.3, §5).
Gives: `service.enter`, `service.finish`, `service.current`, `service.board`, phones, `service.timeline`,
`service.day_figures`, `service.record_phases`.
"""
