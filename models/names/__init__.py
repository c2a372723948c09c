"""Trade names: their anatomy, their fields of activity, and the test *key element x field of activity*.

The test is that of the offices that examine names (OMPIC, "Directives d'examen", 2019, sections 2 and 6; Law 17-97,
protection within the field of activity), not that of marks: no Nice classes, no three-way comparison. Where the
directive's text was not at hand, a rule is marked as our reading.
"""
