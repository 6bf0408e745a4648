"""Formulas of appraisal: pure, dated, each answer with its reasons."""
