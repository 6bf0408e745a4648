"""One function per kind of rule: (rule id, value, facts) → Barred or None."""
