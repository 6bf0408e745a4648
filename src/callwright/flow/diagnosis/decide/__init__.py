"""Pure deciders: one file per disease. Facts in, findings out."""
