"""What other programs read of an edition: references to cite it by, and lists to harvest it by. No clock is read."""
