"""What calls were like and what was said in them: measures, transcripts, and checks with evidence (product §6).

Takes: stored recordings (agent and customer on their own channel), a voice activity detector, a recogniser of speech,
the checks in force on a day (shipped, or published by the company).
Makes: turns per channel, measures, masked transcripts with times, hits: a sentence, its time and a better wording.
Gives: `service.measures_of`, `service.transcript_of_call`, `service.hits_of_call`, `service.hits_of_people`,
`service.hit_counts`, `service.checks_in_force`; contracts `Measures`, `Turn`, `Transcript`, `CheckHit`, `CheckInForce`.
"""
