"""From raw values to records: dates, classes, numbers, holders."""
