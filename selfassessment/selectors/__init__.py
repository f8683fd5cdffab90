"""What is read of journeys: switches, and what is being written."""
