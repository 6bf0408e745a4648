"""Coaching: the agent's own mirror — ladder, utilisation, lost minutes, the honest probability panel.

Takes: activity from calls, days from the floor, goals, staff. Makes: nothing stored yet.
Gives: MyNumbers for one person and day, seen by nobody who may not see that person.
"""
