"""The made-up people of a demonstration: what they asked for, and what was done for them."""
