"""Floors: the same messages as Floke's, in memory only. What they cost, nobody can undercut."""
