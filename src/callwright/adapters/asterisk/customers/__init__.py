"""A test trunk: simulated customers and phones of agents, so that calls can be tried without a carrier (SIPp)."""
