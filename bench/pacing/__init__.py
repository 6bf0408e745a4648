"""Pacing, simulated: Callwright's pacer beside published designs in one world and one run."""

from bench.pacing.report import main as main
