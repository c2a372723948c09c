"""What a record is: marks, patents, publication numbers, rejects."""
