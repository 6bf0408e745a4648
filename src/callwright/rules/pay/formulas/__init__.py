"""Formulas of pay: pure, dated, each amount with its reasons."""
