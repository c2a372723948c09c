"""What the law makes of dates, standing and grounds."""
