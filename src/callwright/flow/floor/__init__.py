"""Who did what when: agent states and call phases become one timeline per person and day.

Takes: declared state intervals from files, call phases pushed down by `calls`, shifts from `registers/staff`.
Makes: timelines with no gap and no overlap, work time, utilisation, lost minutes by cause (product §5).
Gives: `service.timeline`, `service.day_figures`, `service.record_phases`, `service.import_states`.
"""
