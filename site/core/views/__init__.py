"""The pages core itself answers."""
